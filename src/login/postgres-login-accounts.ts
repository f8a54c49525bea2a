import type { DataSource } from 'typeorm';
import {
  KNOWN_ENVIRONMENTS,
  type KnownEnvironmentsColumn,
} from '../additional-authentication/postgres-trusted-devices';
import type { LockRecord } from '../attempts/attempt-guard';
import type { AttemptKey } from '../attempts/attempt-key';
import { lockRecordFrom, LOCK_RECORD_COLUMNS, type LockRecordRow } from '../attempts/postgres-lock-record';
import { PreparedStatement } from '../platform/postgres/prepared-statement';
import { requiredActions } from '../users/required-action';
import { USER_COLUMNS, userFrom, type UserRow } from '../users/user-columns';
import type { LoginAccount, LoginAccounts } from './login-account';

interface AccountRow extends LockRecordRow, UserRow {
  /** Null when nobody has the login ID. */
  readonly hash: string | null;
  readonly pepperVersion: number;
  readonly changedAt: Date;
  readonly mustChange: boolean;
  /** Null when no confirmation password is set. */
  readonly confirmationMustChange: boolean | null;
  readonly answersRegistered: boolean;
  readonly knownEnvironments: KnownEnvironmentsColumn;
}

const FIND_ACCOUNT = new PreparedStatement<[AccountRow]>(
  'login account',
  `SELECT ${LOCK_RECORD_COLUMNS},
          ${USER_COLUMNS},
          c.secret_hash AS hash, c.pepper_version AS "pepperVersion",
          c.changed_at AS "changedAt", c.must_change AS "mustChange",
          (SELECT must_change FROM credentials
            WHERE user_id = u.id AND kind = 'CONFIRMATION_PASSWORD') AS "confirmationMustChange",
          EXISTS (SELECT FROM security_answers a WHERE a.user_id = u.id) AS "answersRegistered",
          ${KNOWN_ENVIRONMENTS} AS "knownEnvironments"
     FROM (SELECT $1::text AS key) asked
     LEFT JOIN attempt_locks l ON l.attempt_key = asked.key
     LEFT JOIN (users u JOIN credentials c ON c.user_id = u.id AND c.kind = 'LOGIN_PASSWORD')
            ON u.login_id = $2`,
);

/** Login accounts in Postgres. One statement a login, the same for known and unknown IDs. */
export class PostgresLoginAccounts implements LoginAccounts {
  constructor(private readonly dataSource: DataSource) {}

  async find(
    loginId: string,
    key: AttemptKey,
  ): Promise<{ readonly account: LoginAccount | null; readonly lockRecord: LockRecord | null }> {
    const [row] = await FIND_ACCOUNT.run(this.dataSource, [
      key.hash,
      // No text in Postgres holds a NUL, so that nobody's login ID has one: it names nobody, like any unknown ID.
      loginId.includes('\0') ? null : loginId,
    ]);
    return {
      account: row.hash === null ? null : accountFrom(row, row.hash),
      lockRecord: lockRecordFrom(row),
    };
  }
}

function accountFrom(row: AccountRow, hash: string): LoginAccount {
  const { pepperVersion, answersRegistered, mustChange, confirmationMustChange } = row;
  return {
    user: userFrom(row),
    secret: { hash, pepperVersion },
    secretChangedAt: row.changedAt,
    temporarySince: mustChange ? row.changedAt : null,
    answersRegistered,
    requiredActions: requiredActions({
      loginPassword: { mustChange },
      confirmationPassword: confirmationMustChange === null ? null : { mustChange: confirmationMustChange },
      securityAnswersRegistered: answersRegistered,
    }),
    knownEnvironments: row.knownEnvironments ?? [],
  };
}
