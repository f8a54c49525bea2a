import type { DataSource } from 'typeorm';
import { PreparedStatement } from '../platform/postgres/prepared-statement';
import type { HistoryEvent } from './history-event';
import { LOGINS_SHOWN, type LoginRecord, type LoginRecords } from './login-record';
import { columnsOf, INSERT_EVENT } from './postgres-history';

const APPEND_LOGIN = new PreparedStatement<LoginRecord[]>(
  'append login',
  `WITH appended AS (${INSERT_EVENT} RETURNING occurred_at, ip, id),
        earlier AS (SELECT occurred_at, ip, id FROM history_events
                     WHERE subject_user_id = $5 AND type = 'LOGIN_SUCCEEDED'
                     ORDER BY occurred_at DESC, id DESC LIMIT $12)
   SELECT occurred_at AS at, host(ip) AS ip
     FROM (SELECT occurred_at, ip, id FROM appended UNION ALL SELECT occurred_at, ip, id FROM earlier) logins
    ORDER BY occurred_at DESC, id DESC LIMIT $12`,
);

/** Logins in the operation history. */
export class PostgresLoginRecords implements LoginRecords {
  constructor(private readonly dataSource: DataSource) {}

  /** The rest of a statement does not see what it inserts, so that the new login is put beside the others. */
  append(login: HistoryEvent & { readonly type: 'LOGIN_SUCCEEDED' }): Promise<readonly LoginRecord[]> {
    return APPEND_LOGIN.run(this.dataSource, [...columnsOf(login), LOGINS_SHOWN]);
  }

  async latest(userId: string, count: number): Promise<readonly LoginRecord[]> {
    return this.dataSource.query<LoginRecord[]>(
      `SELECT occurred_at AS at, host(ip) AS ip FROM history_events
        WHERE subject_user_id = $1 AND type = 'LOGIN_SUCCEEDED'
        ORDER BY occurred_at DESC, id DESC LIMIT $2`,
      [userId, count],
    );
  }
}
