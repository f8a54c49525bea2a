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
 * the request: an aborted request frees no core that is still busy, so there is deliberately no way to cancel.
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

  /**
   * Does the work when its turn comes, and answers with its result or its error.
   * @throws HashingBusy at once when there is no place to wait, or when the deadline passes before the work began.
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
  private turnOf({ networkPrefix, knownDevice }: HashingCaller): Promise<void> {
    return new Promise((resolve, reject) => {
      const begin = (): void => {
        clearTimeout(deadline);
        resolve();
      };
      const waiter: Waiter = { networkPrefix, knownDevice, begin };
      const giveUp = (): void => {
        this.queue.remove(waiter);
        reject(this.busy());
      };
      const deadline = setTimeout(giveUp, this.settings.deadlineMs);
      if (this.queue.offer(waiter)) return;
      clearTimeout(deadline);
      reject(this.busy());
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
    const { knownDevices, strangers } = this.queue.waiting;
    const drainMs = ((knownDevices + strangers) * this.workDuration.ms) / this.settings.atOnce;
    return new HashingBusy(Math.max(1, Math.ceil(drainMs / 1_000)));
  }
}
