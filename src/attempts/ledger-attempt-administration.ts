import type { Alongside, AttemptAdministration } from './attempt-administration';
import type { AttemptKey } from './attempt-key';
import type { AttemptLedger } from './attempt-ledger';
import type { LockMirror } from './lock-mirror';
import { fellAt, NO_RECORD } from './lock-record';
import type { LockRecorder } from './lock-recorder';

/**
 * Changes Postgres first and the ledger after it: if the second step fails, the next attempt finds them apart and
 * repairs the ledger from Postgres.
 */
export class LedgerAttemptAdministration implements AttemptAdministration {
  constructor(
    private readonly ledger: AttemptLedger,
    private readonly mirror: LockMirror,
    private readonly recorder: LockRecorder,
  ) {}

  async suspend(key: AttemptKey, alongside: Alongside = nothing): Promise<void> {
    const record = await this.mirror.suspend(key, await this.ledger.now(key), alongside);
    await this.ledger.restore(key, record);
  }

  async release(key: AttemptKey, alongside: Alongside = nothing): Promise<void> {
    const at = await this.ledger.now(key);
    await this.mirror.release(key, at, alongside);
    const before = await this.ledger.clear(key, 'LIFT_SUSPENSION');
    // A lock that fell in between may be on record already; it was lifted too.
    if (fellAt(before) > at) await this.mirror.release(key, before.now, nothing);
  }

  async clear(key: AttemptKey, alongside: Alongside = nothing): Promise<void> {
    // Brings a suspension that Postgres missed on record first, lest the clearing outdate it.
    const standing = await this.ledger.restore(key, (await this.mirror.find(key)) ?? NO_RECORD);
    if (standing.unmirrored) await this.recorder.record(key, standing, null);
    await this.mirror.clear(key, standing.now, alongside);
    const before = await this.ledger.clear(key, 'KEEP_SUSPENSION');
    if (before.suspendedAt === null && fellAt(before) > standing.now)
      await this.mirror.clear(key, before.now, nothing);
  }
}

const nothing: Alongside = () => Promise.resolve();
