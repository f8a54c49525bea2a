import type { DataSource } from 'typeorm';
import type { LoginRecord, LoginRecords } from './login-record';

/** Reads earlier logins from the operation history. */
export class PostgresLoginRecords implements LoginRecords {
  constructor(private readonly dataSource: DataSource) {}

  async latest(userId: string, count: number): Promise<readonly LoginRecord[]> {
    return this.dataSource.query<LoginRecord[]>(
      `SELECT occurred_at AS at, host(ip) AS ip FROM history_events
        WHERE subject_user_id = $1 AND type = 'LOGIN_SUCCEEDED'
        ORDER BY occurred_at DESC, id DESC LIMIT $2`,
      [userId, count],
    );
  }
}
