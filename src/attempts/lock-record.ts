import type { LockRecord } from './attempt-guard';
import type { AttemptPolicy } from './attempt-policy';
import type { Standing } from './attempt-state';

/** A credential of which Postgres remembers nothing. */
export const NO_RECORD: LockRecord = {
  lockouts: 0,
  lockedAt: null,
  lockedUntil: null,
  suspendedAt: null,
  clearedAt: null,
};

type Fallen = Pick<Standing, 'lockouts' | 'lock' | 'suspendedAt'>;

/** When the standing lockout or suspension fell, ms since the epoch; 0 if none. */
export function fellAt({ lock, suspendedAt }: Pick<Fallen, 'lock' | 'suspendedAt'>): number {
  return Math.max(lock?.at ?? 0, suspendedAt ?? 0);
}

/**
 * Whether the ledger knows of a lockout or suspension that Postgres does not: the instants decide the direction of
 * every repair. A suspension in Postgres is never outdone, since Postgres is the truth of suspension.
 */
export function isNewerThan(standing: Pick<Fallen, 'lock' | 'suspendedAt'>, record: LockRecord): boolean {
  return (
    record.suspendedAt === null && fellAt(standing) > Math.max(record.lockedAt ?? 0, record.clearedAt ?? 0)
  );
}

/** Whether ledger and Postgres tell the same. */
export function agree(standing: Fallen, record: LockRecord): boolean {
  if (record.suspendedAt !== null || standing.suspendedAt !== null) {
    return record.suspendedAt === standing.suspendedAt;
  }
  return (
    record.lockouts === standing.lockouts &&
    record.lockedAt === (standing.lock?.at ?? null) &&
    record.lockedUntil === (standing.lock?.until ?? null)
  );
}

/**
 * The record with the ledger's lockout or suspension entered, or the same record if that is no news. A Redis that was
 * emptied counts lockouts from 0 again, so a new lockout is at least one more than those remembered, and suspends at
 * the Mth (R7) even where Redis saw only the first.
 */
export function withFallen(record: LockRecord, fallen: Fallen, policy: AttemptPolicy): LockRecord {
  if (!isNewerThan(fallen, record)) return record;
  const lockouts = Math.max(fallen.lockouts, record.lockouts + 1);
  const { lock } = fallen;
  return fallen.suspendedAt !== null || lock === null || lockouts >= policy.lockoutsPerSuspension
    ? { ...record, lockouts, lockedAt: null, lockedUntil: null, suspendedAt: fellAt(fallen) }
    : { ...record, lockouts, lockedAt: lock.at, lockedUntil: lock.until };
}

/** R7: a success clears the count of lockouts; never a suspension or a lock that fell after `at` (ms since the epoch). */
export function afterSuccess(record: LockRecord, at: number): LockRecord {
  if (record.suspendedAt !== null || (record.lockedAt ?? 0) > at) return record;
  return { ...NO_RECORD, clearedAt: Math.max(at, record.clearedAt ?? 0) };
}

/** R5: a reset clears lockout and count but keeps a suspension; `at` in ms since the epoch. */
export function afterClear(record: LockRecord, at: number): LockRecord {
  return { ...afterRelease(record, at), suspendedAt: record.suspendedAt };
}

/** R7: a release clears everything; `at` in ms since the epoch. */
export function afterRelease(record: LockRecord, at: number): LockRecord {
  return { ...NO_RECORD, clearedAt: Math.max(at, record.clearedAt ?? 0) };
}

/** Suspends from `at` (ms since the epoch) on; an earlier suspension stays as it is. */
export function afterSuspension(record: LockRecord, at: number): LockRecord {
  if (record.suspendedAt !== null) return record;
  return {
    ...record,
    lockedAt: null,
    lockedUntil: null,
    suspendedAt: Math.max(at, (record.clearedAt ?? 0) + 1),
  };
}
