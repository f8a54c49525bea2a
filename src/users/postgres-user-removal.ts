import type { DataSource } from 'typeorm';
import type { History } from '../history/history';
import type { HistoryEvent } from '../history/history-event';
import { isUuid } from '../platform/ids';
import type { User } from './user';
import { USER_COLUMNS, userFrom, type UserRow } from './user-columns';
import type { UserRemoval } from './user-removal';

/** Deletes users from Postgres; what refers to them goes by cascade. */
export class PostgresUserRemoval implements UserRemoval {
  constructor(
    private readonly dataSource: DataSource,
    private readonly history: History,
  ) {}

  async removeGeneralUser(organizationId: string, userId: string, event: HistoryEvent): Promise<User | null> {
    if (!isUuid(userId)) return null;
    return this.dataSource.transaction(async (transaction) => {
      // TypeORM gives the rows of a DELETE together with their number.
      const [[row]] = await transaction.query<[UserRow[], number]>(
        `DELETE FROM users u WHERE u.id = $1 AND u.organization_id = $2 AND u.role = 'GENERAL'
         RETURNING ${USER_COLUMNS}`,
        [userId, organizationId],
      );
      if (row === undefined) return null;
      await this.history.append(event, transaction);
      return userFrom(row);
    });
  }
}
