import { setTimeout as sleep } from 'node:timers/promises';
import type { MonotonicNow } from '../platform/monotonic-clock';
import type { AttemptKey } from './attempt-key';
import type { AttemptLedger } from './attempt-ledger';
import { BackgroundWork } from './background-work';

const RETRY_AFTER_MS = 250;
const AT_MOST = 1_000;

/**
 * Settles permits that Redis could not be told about in time: otherwise their leases would run out and count as
 * failures, and a fault of the system would have cost the user an attempt.
 */
export class LateSettlement {
  private readonly work = new BackgroundWork(AT_MOST);

  constructor(
    private readonly ledger: Pick<AttemptLedger, 'settle'>,
    private readonly leaseMs: number,
    private readonly now: MonotonicNow,
  ) {}

  /**
   * Tries until the lease has surely run out; also harmless for a permit that was never granted. With too many under way
   * it tries once: a frozen Redis runs late what it was sent in time, and so has the settlement behind the request.
   */
  insist(key: AttemptKey, ticket: string, as: 'SUCCEEDED' | 'FAILED' | 'REFUNDED'): void {
    const giveUpAt = this.now() + this.leaseMs;
    const insisting = this.work.start(async () => {
      while (this.now() < giveUpAt) {
        try {
          await this.ledger.settle(key, ticket, as);
          return;
        } catch {
          await sleep(RETRY_AFTER_MS);
        }
      }
    });
    if (!insisting) this.ledger.settle(key, ticket, as).catch(() => undefined);
  }

  /** Resolves once every late settlement is done or given up. */
  idle(): Promise<void> {
    return this.work.idle();
  }
}
