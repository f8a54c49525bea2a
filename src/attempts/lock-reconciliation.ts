import type { MonotonicNow } from '../platform/monotonic-clock';
import type { AttemptKey } from './attempt-key';
import type { AttemptLedger, TimedStanding } from './attempt-ledger';
import { BackgroundWork } from './background-work';
import type { LockMirror } from './lock-mirror';
import { agree, isNewerThan, NO_RECORD } from './lock-record';
import type { LockRecorder } from './lock-recorder';

const EVERY_MS = 1_000;
const KEYS_REMEMBERED = 10_000;
const AT_ONCE = 4;

/**
 * Compares a refusal with Postgres, behind its back: a refusal itself never touches Postgres. So a stale replica that
 * brings a released suspension back to life is found out and repaired by the first attempt it refuses.
 */
export class LockReconciliation {
  private readonly checkedAt = new Map<string, number>();
  private readonly work = new BackgroundWork(AT_ONCE);

  constructor(
    private readonly mirror: Pick<LockMirror, 'find'>,
    private readonly recorder: Pick<LockRecorder, 'record'>,
    private readonly ledger: Pick<AttemptLedger, 'restore'>,
    private readonly now: MonotonicNow,
  ) {}

  /** Starts a comparison, unless this credential was compared within the last second or too many are under way. */
  check(key: AttemptKey, standing: TimedStanding): void {
    const last = this.checkedAt.get(key.hash);
    if (last !== undefined && this.now() < last + EVERY_MS) return;
    if (this.work.start(() => this.compare(key, standing))) this.remember(key.hash);
  }

  /** Resolves once no comparison is under way. */
  idle(): Promise<void> {
    return this.work.idle();
  }

  private async compare(key: AttemptKey, standing: TimedStanding): Promise<void> {
    try {
      const record = (await this.mirror.find(key)) ?? NO_RECORD;
      if (agree(standing, record)) return;
      if (isNewerThan(standing, record)) await this.recorder.record(key, standing, null);
      else await this.ledger.restore(key, record);
    } catch {
      // Redis or Postgres is away. The refusal stands, and the next one compares again.
    }
  }

  /** A Map keeps the order of entry, so the first key is the one entered longest ago. */
  private remember(hash: string): void {
    this.checkedAt.delete(hash);
    this.checkedAt.set(hash, this.now());
    if (this.checkedAt.size <= KEYS_REMEMBERED) return;
    const [oldest] = this.checkedAt.keys();
    if (oldest !== undefined) this.checkedAt.delete(oldest);
  }
}
