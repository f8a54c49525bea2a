import type { MonotonicNow } from '../../platform/monotonic-clock';
import { HashingBusy } from '../secret-hasher';
import type { HashingCaller } from '../secret-hasher';
import type { BulkheadSettings } from './bulkhead-settings';
import { FairQueue } from './fair-queue';
import type { WaitingByLane } from './fair-queue';
import type { HashingLane, HashingObserver, HashingRefusal } from './hashing-observer';
import { UNOBSERVED_HASHING } from './hashing-observer';
import { SmoothedDuration } from './smoothed-duration';

/** What the bulkhead is doing at this moment, for metrics. */
export interface HashingLoad {
  readonly running: number;
  readonly waiting: WaitingByLane;
}

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
    private readonly observer: HashingObserver = UNOBSERVED_HASHING,
  ) {
    this.queue = new FairQueue(settings.queue);
  }

  get load(): HashingLoad {
    return { running: this.running, waiting: this.queue.waiting };
  }

  /** What `run` would throw for this caller now; null if it would begin or find a place to wait. */
  refusalOf(caller: HashingCaller): HashingBusy | null {
    if (this.running < this.settings.atOnce || this.queue.hasPlaceFor(caller)) return null;
    this.observer.refused(laneOf(caller), 'full');
    return this.busy();
  }

  /**
   * Does the work when its turn comes, and answers with its result or its error.
   * @throws HashingBusy at once when there is no place to wait, or when the deadline passes or the client goes before
   * the work began.
   */
  async run<Result>(caller: HashingCaller, work: () => Promise<Result>): Promise<Result> {
    const askedAt = this.now();
    if (this.running < this.settings.atOnce) this.running += 1;
    else await this.turnOf(caller);
    const begunAt = this.now();
    this.observer.begun(laneOf(caller), begunAt - askedAt);
    try {
      return await work();
    } finally {
      this.workDuration.add(this.now() - begunAt);
      this.passOn();
    }
  }

  /** Resolves when the permit of a finished work has been handed to this caller. */
  private turnOf(caller: HashingCaller): Promise<void> {
    const { networkPrefix, knownAs } = caller;
    const gone = caller.gone?.();
    return new Promise((resolve, reject) => {
      const stopWaiting = (): void => {
        clearTimeout(deadline);
        gone?.removeEventListener('abort', leave);
      };
      const waiter: Waiter = {
        networkPrefix,
        knownAs,
        begin: () => {
          stopWaiting();
          resolve();
        },
      };
      const giveUp = (reason: HashingRefusal): void => {
        stopWaiting();
        this.queue.remove(waiter);
        this.observer.refused(laneOf(caller), reason);
        reject(this.busy());
      };
      const leave = (): void => {
        giveUp('client_gone');
      };
      const deadline = setTimeout(giveUp, this.settings.deadlineMs, 'deadline');
      gone?.addEventListener('abort', leave, { once: true });
      if (gone?.aborted === true) leave();
      else if (!this.queue.offer(waiter)) giveUp('full');
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

function laneOf({ knownAs }: HashingCaller): HashingLane {
  return knownAs === null ? 'strangers' : 'customers';
}
