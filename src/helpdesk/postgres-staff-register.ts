import type { DataSource, EntityManager } from 'typeorm';
import type { SecurityAnswers } from '../additional-authentication/security-answers';
import type { TrustedDevices } from '../additional-authentication/trusted-device';
import type { AttemptKey } from '../attempts/attempt-key';
import { LOCK_RECORD_COLUMNS, lockRecordFrom, type LockRecordRow } from '../attempts/postgres-lock-record';
import type { History } from '../history/history';
import type { HistoryEvent } from '../history/history-event';
import { isUuid } from '../platform/ids';
import { violates } from '../platform/postgres/violates';
import { credentialState } from '../users/credential-state';
import { insertUser } from '../users/postgres-user-register';
import type { NewUser } from '../users/user-register';
import type { StaffAddition, StaffEntry, StaffRegister, StaffRemoval } from './staff-register';

/** Any constant of our own: names the lock that lets changes to the staff take turns. */
const STAFF_LOCK = 5_318_008_266;

interface StaffRow extends LockRecordRow {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly mustChange: boolean;
}

/** The staff of the helpdesk in Postgres. */
export class PostgresStaffRegister implements StaffRegister {
  constructor(
    private readonly dataSource: DataSource,
    private readonly history: History,
    private readonly answers: SecurityAnswers,
    private readonly devices: TrustedDevices,
  ) {}

  async all(now: Date): Promise<readonly StaffEntry[]> {
    const rows = await this.dataSource.query<StaffRow[]>(
      `SELECT u.id, u.name, u.email, login.must_change AS "mustChange", ${LOCK_RECORD_COLUMNS}
         FROM users u
         JOIN credentials login ON login.user_id = u.id AND login.kind = 'LOGIN_PASSWORD'
         LEFT JOIN attempt_locks l ON l.attempt_key = login.attempt_key
        WHERE u.role = 'STAFF' AND u.removed_at IS NULL ORDER BY u.created_at, u.id`,
    );
    return rows.map(({ id, name, email, mustChange, ...row }) => ({
      id,
      name,
      email,
      login: credentialState(lockRecordFrom(row), now),
      temporaryPassword: mustChange,
    }));
  }

  async add(staff: NewUser, event: HistoryEvent): Promise<StaffAddition> {
    try {
      return await this.inTurn(async (transaction) => {
        const namesakes = await transaction.query<unknown[]>(
          `SELECT FROM users WHERE role = 'STAFF' AND email = $1 LIMIT 1`,
          [staff.user.email],
        );
        if (namesakes.length > 0) return 'EMAIL_TAKEN';
        await insertUser(transaction, staff);
        await this.history.append(event, transaction);
        return 'ADDED';
      });
    } catch (error) {
      if (violates(error, 'users_login_id_unique')) return 'LOGIN_ID_TAKEN';
      throw error;
    }
  }

  async remove(staffId: string, fewest: number, event: HistoryEvent): Promise<StaffRemoval> {
    if (!isUuid(staffId)) return { kind: 'NOT_FOUND' };
    return this.inTurn(async (transaction) => {
      const staff = await transaction.query<{ id: string }[]>(
        `SELECT id FROM users WHERE role = 'STAFF' AND removed_at IS NULL`,
      );
      if (!staff.some(({ id }) => id === staffId)) return { kind: 'NOT_FOUND' };
      if (staff.length - 1 < fewest) return { kind: 'TOO_FEW_LEFT' };
      await this.history.append(event, transaction);
      return { kind: 'REMOVED', keys: await this.disarm(staffId, event.occurredAt, transaction) };
    });
  }

  /** Takes away what one can log in with, address and login ID too; returns how the ledger named it. */
  private async disarm(
    staffId: string,
    removedAt: Date,
    transaction: EntityManager,
  ): Promise<readonly AttemptKey[]> {
    await this.answers.remove(transaction, staffId);
    await this.devices.forgetAll(staffId, transaction);
    // TypeORM gives the rows of a DELETE together with their number.
    const [keys] = await transaction.query<[AttemptKey[], number]>(
      `DELETE FROM credentials WHERE user_id = $1 RETURNING kind, attempt_key AS hash`,
      [staffId],
    );
    await transaction.query(
      `UPDATE users SET removed_at = $2, login_id = NULL, email = NULL, version = version + 1 WHERE id = $1`,
      [staffId, removedAt],
    );
    return keys;
  }

  private inTurn<Result>(work: (transaction: EntityManager) => Promise<Result>): Promise<Result> {
    return this.dataSource.transaction(async (transaction) => {
      await transaction.query('SELECT pg_advisory_xact_lock($1)', [STAFF_LOCK]);
      return work(transaction);
    });
  }
}
