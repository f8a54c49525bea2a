import type { Origin } from '../history/history-event';
import type { AttemptKey } from './attempt-key';
import type { AttemptLedger, TimedStanding } from './attempt-ledger';
import type { LockMirror } from './lock-mirror';
import { agree, fellAt } from './lock-record';

/**
 * Brings a lockout or suspension that fell in the ledger into Postgres before anyone hears of it. If Postgres knows
 * better (more lockouts than an emptied Redis counted, or a release since), it is the ledger that is corrected.
 */
export class LockRecorder {
  private readonly underWay = new Map<string, Promise<TimedStanding>>();

  constructor(
    private readonly mirror: Pick<LockMirror, 'recordFallen'>,
    private readonly ledger: Pick<AttemptLedger, 'confirmMirrored' | 'restore'>,
  ) {}

  /**
   * Records what stands and returns what stands then; `origin` is that of the attempt it fell by, null if unknown.
   * Those who ask for the same credential meanwhile share one write.
   * @throws LedgerUnavailable; the lock stands, and whoever meets it next records it.
   */
  record(key: AttemptKey, standing: TimedStanding, origin: Origin | null): Promise<TimedStanding> {
    const earlier = this.underWay.get(key.hash);
    if (earlier !== undefined) return earlier;
    const recorded = this.write(key, standing, origin).finally(() => this.underWay.delete(key.hash));
    this.underWay.set(key.hash, recorded);
    return recorded;
  }

  private async write(
    key: AttemptKey,
    standing: TimedStanding,
    origin: Origin | null,
  ): Promise<TimedStanding> {
    const record = await this.mirror.recordFallen(key, standing, origin);
    if (!agree(standing, record)) return this.ledger.restore(key, record);
    try {
      await this.ledger.confirmMirrored(key, fellAt(standing));
    } catch {
      // It is on record; unconfirmed, it will merely be recorded once more, which changes nothing.
    }
    return { ...standing, unmirrored: false };
  }
}
