import type { DataSource } from 'typeorm';
import type { ActiveUsers } from '../session/authenticate';
import type { User } from './user';

/** Users that may act, in Postgres: those whose login password is not suspended. */
export class PostgresActiveUsers implements ActiveUsers {
  constructor(private readonly dataSource: DataSource) {}

  async findActive(userId: string): Promise<User | null> {
    const [user] = await this.dataSource.query<User[]>(
      `SELECT u.id, u.organization_id AS "organizationId", u.role, u.login_id AS "loginId", u.name, u.email,
              u.language, u.created_at AS "createdAt"
         FROM users u
         JOIN credentials c ON c.user_id = u.id AND c.kind = 'LOGIN_PASSWORD'
         LEFT JOIN attempt_locks l ON l.attempt_key = c.attempt_key
        WHERE u.id = $1 AND l.suspended_at IS NULL`,
      [userId],
    );
    return user ?? null;
  }
}
