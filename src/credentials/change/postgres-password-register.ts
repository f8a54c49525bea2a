import type { DataSource, EntityManager } from 'typeorm';
import type { History } from '../../history/history';
import type { HistoryEvent } from '../../history/history-event';
import type { NewId } from '../../platform/ids';
import type { PasswordKind } from './password-kind';
import type { NewPassword, PasswordRegister, PasswordsSeen } from './password-register';

interface PasswordRow {
  readonly kind: PasswordKind;
  readonly hash: string;
}

/** Writes passwords to Postgres. Changes of one user queue up at his row. */
export class PostgresPasswordRegister implements PasswordRegister {
  constructor(
    private readonly dataSource: DataSource,
    private readonly history: History,
    private readonly newId: NewId,
  ) {}

  change(
    password: NewPassword,
    seen: PasswordsSeen,
    event: HistoryEvent,
    beforeCommit: () => Promise<void>,
  ): Promise<'CHANGED' | 'CHANGED_MEANWHILE'> {
    return this.dataSource.transaction(async (transaction) => {
      if (!(await lockUser(transaction, password.userId))) return 'CHANGED_MEANWHILE';
      if (!(await stillSame(transaction, password.userId, seen))) return 'CHANGED_MEANWHILE';
      await this.write(transaction, password);
      await this.history.append(event, transaction);
      await beforeCommit();
      return 'CHANGED';
    });
  }

  async replace(password: NewPassword, transaction: EntityManager): Promise<boolean> {
    if (!(await lockUser(transaction, password.userId))) return false;
    await this.write(transaction, password);
    return true;
  }

  private async write(transaction: EntityManager, password: NewPassword): Promise<void> {
    const { userId, kind, secret, attemptKey, changedAt, mustChange } = password;
    await transaction.query(
      `INSERT INTO credentials
         (id, user_id, organization_id, kind, secret_hash, pepper_version, must_change, changed_at, attempt_key)
       SELECT $1, u.id, u.organization_id, $3, $4, $5, $6, $7, $8 FROM users u WHERE u.id = $2
       ON CONFLICT ON CONSTRAINT credentials_one_of_a_kind DO UPDATE
          SET secret_hash = EXCLUDED.secret_hash, pepper_version = EXCLUDED.pepper_version,
              must_change = EXCLUDED.must_change, changed_at = EXCLUDED.changed_at`,
      [this.newId(), userId, kind, secret.hash, secret.pepperVersion, mustChange, changedAt, attemptKey.hash],
    );
  }
}

async function lockUser(transaction: EntityManager, userId: string): Promise<boolean> {
  const rows = await transaction.query<unknown[]>(`SELECT FROM users WHERE id = $1 FOR UPDATE`, [userId]);
  return rows.length > 0;
}

/** The rows are locked too, since a login may renew a hash of older parameters at any time. */
async function stillSame(transaction: EntityManager, userId: string, seen: PasswordsSeen): Promise<boolean> {
  const rows = await transaction.query<PasswordRow[]>(
    `SELECT kind, secret_hash AS hash FROM credentials
      WHERE user_id = $1 AND kind IN ('LOGIN_PASSWORD', 'CONFIRMATION_PASSWORD') FOR UPDATE`,
    [userId],
  );
  const hashOf = (kind: PasswordKind): string | null => rows.find((row) => row.kind === kind)?.hash ?? null;
  return (
    hashOf('LOGIN_PASSWORD') === (seen.LOGIN_PASSWORD?.hash ?? null) &&
    hashOf('CONFIRMATION_PASSWORD') === (seen.CONFIRMATION_PASSWORD?.hash ?? null)
  );
}
