import { HashingBusy } from '../secret-hasher';
import type { HashingCaller } from '../secret-hasher';
import type { BulkheadSettings } from './bulkhead-settings';
import { FairQueue } from './fair-queue';
import type { WaitingByLane } from './fair-queue';
import { SmoothedDuration } from './smoothed-duration';

/** What the bulkhead is doing at this moment, for metrics. */
export interface HashingLoad {
  readonly running: number;
  readonly waiting: WaitingByLane;
}

/** Milliseconds that only ever grow, from any origin. */
export type MonotonicNow = () => number;

interface Waiter extends HashingCaller {
  begin(): void;
}

/**
 * Keeps hashing from taking more than its cores (design "Hashing under load"). The permit belongs to the work, not to
 * the request: a client that goes away gives up its place in the queue, but frees no core that is still busy.
 */
export class HashingBulkhead {
  private readonly queue: FairQueue<Waiter>;
  private readonly workDuration = new SmoothedDuration();
  private running = 0;

  constructor(
    private readonly settings: BulkheadSettings,
    private readonly now: MonotonicNow,
  ) {
    this.queue = new FairQueue(settings.queue);
  }

  get load(): HashingLoad {
    return { running: this.running, waiting: this.queue.waiting };
  }

  /** What `run` would throw for this caller now; null if it would begin or find a place to wait. */
  refusalOf(caller: HashingCaller): HashingBusy | null {
    return this.running < this.settings.atOnce || this.queue.hasPlaceFor(caller) ? null : this.busy();
  }

  /**
   * Does the work when its turn comes, and answers with its result or its error.
   * @throws HashingBusy at once when there is no place to wait, or when the deadline passes or the client goes before
   * the work began.
   */
  async run<Result>(caller: HashingCaller, work: () => Promise<Result>): Promise<Result> {
    if (this.running < this.settings.atOnce) this.running += 1;
    else await this.turnOf(caller);
    const begunAt = this.now();
    try {
      return await work();
    } finally {
      this.workDuration.add(this.now() - begunAt);
      this.passOn();
    }
  }

  /** Resolves when the permit of a finished work has been handed to this caller. */
  private turnOf({ networkPrefix, knownAs, gone: clientGone }: HashingCaller): Promise<void> {
    const gone = clientGone?.();
    return new Promise((resolve, reject) => {
      const stopWaiting = (): void => {
        clearTimeout(deadline);
        gone?.removeEventListener('abort', giveUp);
      };
      const waiter: Waiter = {
        networkPrefix,
        knownAs,
        begin: () => {
          stopWaiting();
          resolve();
        },
      };
      const giveUp = (): void => {
        stopWaiting();
        this.queue.remove(waiter);
        reject(this.busy());
      };
      const deadline = setTimeout(giveUp, this.settings.deadlineMs);
      gone?.addEventListener('abort', giveUp, { once: true });
      if (gone?.aborted === true || !this.queue.offer(waiter)) giveUp();
    });
  }

  /** Hands the permit to the next in the queue without freeing it in between, so that no newcomer overtakes. */
  private passOn(): void {
    const next = this.queue.take();
    if (next === undefined) this.running -= 1;
    else next.begin();
  }

  /** Retry when those who wait now will have been served. */
  private busy(): HashingBusy {
    const { customers, strangers } = this.queue.waiting;
    const drainMs = ((customers + strangers) * this.workDuration.ms) / this.settings.atOnce;
    return new HashingBusy(Math.max(1, Math.ceil(drainMs / 1_000)));
  }
}
