import type { DataSource } from 'typeorm';
import { PreparedStatement } from '../platform/postgres/prepared-statement';
import type { ActiveUser, ActiveUsers } from '../session/authenticate';
import { requiredActions } from './required-action';
import { USER_COLUMNS, userFrom, type UserRow } from './user-columns';

interface ActiveUserRow extends UserRow {
  readonly loginMustChange: boolean;
  readonly loginChangedAt: Date;
  /** Null when no confirmation password is set. */
  readonly confirmationMustChange: boolean | null;
  readonly answersRegistered: boolean;
}

const FIND_ACTIVE = new PreparedStatement<ActiveUserRow[]>(
  'active user',
  `SELECT ${USER_COLUMNS}, login.must_change AS "loginMustChange", login.changed_at AS "loginChangedAt",
          confirmation.must_change AS "confirmationMustChange",
          EXISTS (SELECT FROM security_answers a WHERE a.user_id = u.id) AS "answersRegistered"
     FROM users u
     JOIN credentials login ON login.user_id = u.id AND login.kind = 'LOGIN_PASSWORD'
     LEFT JOIN credentials confirmation
            ON confirmation.user_id = u.id AND confirmation.kind = 'CONFIRMATION_PASSWORD'
     LEFT JOIN attempt_locks l ON l.attempt_key = login.attempt_key
    WHERE u.id = $1 AND l.suspended_at IS NULL`,
);

/** Users that may act, in Postgres: those whose login password is not suspended. */
export class PostgresActiveUsers implements ActiveUsers {
  constructor(private readonly dataSource: DataSource) {}

  async findActive(userId: string): Promise<ActiveUser | null> {
    const [row] = await FIND_ACTIVE.run(this.dataSource, [userId]);
    if (row === undefined) return null;
    const { loginMustChange, loginChangedAt, confirmationMustChange, answersRegistered } = row;
    return {
      user: userFrom(row),
      secretChangedAt: loginChangedAt,
      requiredActions: requiredActions({
        loginPassword: { mustChange: loginMustChange },
        confirmationPassword: confirmationMustChange === null ? null : { mustChange: confirmationMustChange },
        securityAnswersRegistered: answersRegistered,
      }),
    };
  }
}
