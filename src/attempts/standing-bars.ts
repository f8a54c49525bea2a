import type { AttemptKey } from './attempt-key';
import type { AttemptLedger } from './attempt-ledger';
import { refusalOf, type AttemptRefusal } from './attempt-refusal';
import { barOf } from './attempt-state';
import type { LockMirror } from './lock-mirror';

/** Looks up which credentials are locked or suspended, without an attempt at any. */
export class StandingBars {
  constructor(
    private readonly mirror: Pick<LockMirror, 'find'>,
    private readonly ledger: Pick<AttemptLedger, 'now'>,
  ) {}

  /**
   * The refusals that stand, at the same cost whichever do. Read from Postgres, which has every bar before anybody is told
   * of it; one that fell a moment ago is met by the attempt itself.
   * @throws LedgerUnavailable
   */
  async of(keys: readonly AttemptKey[]): Promise<readonly AttemptRefusal[]> {
    const [first] = keys;
    if (first === undefined) return [];
    const [now, records] = await Promise.all([
      this.ledger.now(first),
      Promise.all(keys.map((key) => this.mirror.find(key))),
    ]);
    return records.flatMap((record) => {
      if (record === null) return [];
      const { lockouts, lockedAt, lockedUntil, suspendedAt } = record;
      const lock = lockedAt === null || lockedUntil === null ? null : { at: lockedAt, until: lockedUntil };
      const standing = { failures: 0, lockouts, lock, suspendedAt, unmirrored: false, now };
      return barOf(standing, now) === null ? [] : [refusalOf(standing)];
    });
  }
}
