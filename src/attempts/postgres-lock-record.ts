import type { LockRecord } from './attempt-guard';

/**
 * The columns of a lock record, for statements that read it along with something else; the table `attempt_locks` goes by
 * the alias `l` there. Read a row with {@link lockRecordFrom}.
 */
export const LOCK_RECORD_COLUMNS = `l.lockouts AS "lockouts", l.locked_at AS "lockedAt", l.locked_until AS "lockedUntil",
  l.suspended_at AS "suspendedAt", l.cleared_at AS "clearedAt"`;

/** A row of {@link LOCK_RECORD_COLUMNS}; all null where Postgres remembers nothing. */
export interface LockRecordRow {
  readonly lockouts: number | null;
  readonly lockedAt: Date | null;
  readonly lockedUntil: Date | null;
  readonly suspendedAt: Date | null;
  readonly clearedAt: Date | null;
}

export function lockRecordFrom(row: LockRecordRow): LockRecord | null {
  if (row.lockouts === null) return null;
  return {
    lockouts: row.lockouts,
    lockedAt: row.lockedAt?.getTime() ?? null,
    lockedUntil: row.lockedUntil?.getTime() ?? null,
    suspendedAt: row.suspendedAt?.getTime() ?? null,
    clearedAt: row.clearedAt?.getTime() ?? null,
  };
}
