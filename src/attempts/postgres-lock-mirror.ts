import type { DataSource, EntityManager } from 'typeorm';
import type { CredentialKind } from '../credentials/credential-kind';
import type { History } from '../history/history';
import type { HistoryEvent, Origin } from '../history/history-event';
import type { Alongside } from './attempt-administration';
import type { LockRecord } from './attempt-guard';
import type { AttemptKey } from './attempt-key';
import type { AttemptPolicy } from './attempt-policy';
import type { Standing } from './attempt-state';
import type { CredentialOwners } from './credential-owners';
import { LedgerUnavailable } from './ledger-unavailable';
import { endOfLock, unlockEvent } from './lock-end';
import type { LockMirror } from './lock-mirror';
import {
  afterClear,
  afterRelease,
  afterSuccess,
  afterSuspension,
  fellAt,
  NO_RECORD,
  withFallen,
} from './lock-record';
import { LOCK_RECORD_COLUMNS, lockRecordFrom, type LockRecordRow } from './postgres-lock-record';

/** What else the transaction writes once the record stands. */
type Completion = (transaction: EntityManager, changed: boolean, after: LockRecord) => Promise<void>;

/** Remembers locks in the table `attempt_locks`. What changes is decided by the pure functions of `lock-record`. */
export class PostgresLockMirror implements LockMirror {
  constructor(
    private readonly dataSource: DataSource,
    private readonly history: History,
    private readonly owners: CredentialOwners,
    private readonly policies: Readonly<Record<CredentialKind, AttemptPolicy>>,
  ) {}

  find(key: AttemptKey): Promise<LockRecord | null> {
    return reach(read(this.dataSource, key, ''));
  }

  recordFallen(key: AttemptKey, standing: Standing, origin: Origin | null): Promise<LockRecord> {
    const policy = this.policies[key.kind];
    return this.change(
      key,
      fellAt(standing),
      (record) => withFallen(record, standing, policy),
      async (transaction, changed, after) => {
        if (!changed) return;
        const owner = await this.owners.ownerOf(key.hash, transaction);
        await this.history.append(fallenEvent(key, after, origin, owner), transaction);
      },
    );
  }

  async clearAfterSuccess(key: AttemptKey, at: number): Promise<void> {
    await this.change(key, at, (record) => afterSuccess(record, at), nothingElse);
  }

  suspend(key: AttemptKey, at: number, alongside: Alongside): Promise<LockRecord> {
    return this.change(key, at, (record) => afterSuspension(record, at), alongside);
  }

  async release(key: AttemptKey, at: number, alongside: Alongside): Promise<void> {
    await this.change(key, at, (record) => afterRelease(record, at), alongside);
  }

  async clear(key: AttemptKey, at: number, alongside: Alongside): Promise<void> {
    await this.change(key, at, (record) => afterClear(record, at), alongside);
  }

  /** The row is locked first, so that gateways that see the same lock fall write it, and its event, once. */
  private change(
    key: AttemptKey,
    at: number,
    decide: (record: LockRecord) => LockRecord,
    complete: Completion,
  ): Promise<LockRecord> {
    const changing = this.dataSource.transaction(async (transaction) => {
      await transaction.query(
        `INSERT INTO attempt_locks (attempt_key, lockouts, credential_kind) VALUES ($1, 0, $2)
         ON CONFLICT DO NOTHING`,
        [key.hash, key.kind],
      );
      const before = (await read(transaction, key, 'FOR UPDATE')) ?? NO_RECORD;
      const after = decide(before);
      const endedAt = endOfLock(before, after, at);
      if (endedAt !== null) await this.recordEnd(key, endedAt, transaction);
      if (after !== before) await write(transaction, key, after);
      await complete(transaction, saysMore(before, after), after);
      return after;
    });
    return reach(changing);
  }

  /** A lock that ended by itself leaves the table: its end goes into the history, unless it is there already (R11). */
  private async recordEnd(key: AttemptKey, endedAt: number, transaction: EntityManager): Promise<void> {
    const [row] = await transaction.query<{ recorded: boolean }[]>(
      `SELECT unlock_recorded AS recorded FROM attempt_locks WHERE attempt_key = $1`,
      [key.hash],
    );
    if (row?.recorded !== false) return;
    const owner = await this.owners.ownerOf(key.hash, transaction);
    await this.history.append(unlockEvent(endedAt, key.kind, owner), transaction);
  }
}

const nothingElse: Completion = () => Promise.resolve();

/** Whether a change is more than a new instant of clearing. */
function saysMore(before: LockRecord, after: LockRecord): boolean {
  return (
    before.lockouts !== after.lockouts ||
    before.lockedAt !== after.lockedAt ||
    before.suspendedAt !== after.suspendedAt
  );
}

function fallenEvent(
  key: AttemptKey,
  record: LockRecord,
  origin: Origin | null,
  owner: Awaited<ReturnType<CredentialOwners['ownerOf']>>,
): HistoryEvent {
  const suspended = record.suspendedAt !== null;
  return {
    type: suspended ? 'SUSPENDED' : 'LOCKED_OUT',
    occurredAt: new Date(record.suspendedAt ?? record.lockedAt ?? 0),
    organizationId: owner?.organizationId ?? null,
    actorUserId: null,
    subjectUserId: owner?.userId ?? null,
    credentialKind: key.kind,
    origin,
    reason: suspended ? 'TOO_MANY_LOCKOUTS' : 'TOO_MANY_FAILURES',
  };
}

async function read(
  connection: DataSource | EntityManager,
  key: AttemptKey,
  locking: '' | 'FOR UPDATE',
): Promise<LockRecord | null> {
  const rows = await connection.query<LockRecordRow[]>(
    `SELECT ${LOCK_RECORD_COLUMNS} FROM attempt_locks l WHERE attempt_key = $1 ${locking}`,
    [key.hash],
  );
  return rows[0] === undefined ? null : lockRecordFrom(rows[0]);
}

async function write(transaction: EntityManager, key: AttemptKey, record: LockRecord): Promise<void> {
  const { lockedAt, lockedUntil, suspendedAt, clearedAt } = record;
  const instants = [lockedAt, lockedUntil, suspendedAt, clearedAt];
  await transaction.query(
    `UPDATE attempt_locks
        SET lockouts = $2, locked_at = $3, locked_until = $4, suspended_at = $5, cleared_at = $6,
            unlock_recorded = unlock_recorded AND locked_at IS NOT DISTINCT FROM $3
      WHERE attempt_key = $1`,
    [key.hash, record.lockouts, ...instants.map((instant) => (instant === null ? null : new Date(instant)))],
  );
}

/** Any failure of Postgres means the same here: not on record, hence no answer that relies on it. */
async function reach<Result>(result: Promise<Result>): Promise<Result> {
  try {
    return await result;
  } catch (cause) {
    throw new LedgerUnavailable('POSTGRES', { cause });
  }
}
