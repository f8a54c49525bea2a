import type { DataSource } from 'typeorm';
import { lockRecordFrom, LOCK_RECORD_COLUMNS, type LockRecordRow } from '../attempts/postgres-lock-record';
import type { CredentialKind } from '../credentials/credential-kind';
import { credentialState, type CredentialOverview } from './credential-state';
import type { User } from './user';
import type { UserDirectory, UserPosition } from './user-directory';
import { UserEntity } from './user-entity';

interface CredentialRow extends LockRecordRow {
  readonly userId: string;
  readonly kind: CredentialKind;
  readonly mustChange: boolean;
  readonly changedAt: Date;
}

/** Users in Postgres. */
export class PostgresUserDirectory implements UserDirectory {
  constructor(private readonly dataSource: DataSource) {}

  find(organizationId: string, userId: string): Promise<User | null> {
    return this.dataSource.getRepository(UserEntity).findOneBy({ id: userId, organizationId });
  }

  page(organizationId: string, count: number, after: UserPosition | null): Promise<readonly User[]> {
    const users = this.dataSource
      .getRepository(UserEntity)
      .createQueryBuilder('u')
      .where('u.organizationId = :organizationId', { organizationId })
      .orderBy('u.createdAt')
      .addOrderBy('u.id')
      .limit(count);
    if (after !== null) users.andWhere('(u.createdAt, u.id) > (:createdAt, :id)', { ...after });
    return users.getMany();
  }

  count(organizationId: string): Promise<number> {
    return this.dataSource.getRepository(UserEntity).countBy({ organizationId });
  }

  async credentialsOf(
    userIds: readonly string[],
    now: Date,
  ): Promise<ReadonlyMap<string, readonly CredentialOverview[]>> {
    const rows = await this.dataSource.query<CredentialRow[]>(
      `SELECT c.user_id AS "userId", c.kind, c.must_change AS "mustChange", c.changed_at AS "changedAt",
              ${LOCK_RECORD_COLUMNS}
         FROM credentials c LEFT JOIN attempt_locks l ON l.attempt_key = c.attempt_key
        WHERE c.user_id = ANY ($1) ORDER BY c.kind DESC`,
      [userIds],
    );
    const byUser = new Map<string, CredentialOverview[]>(userIds.map((id) => [id, []]));
    for (const row of rows) {
      const { kind, mustChange, changedAt } = row;
      const state = credentialState(lockRecordFrom(row), now);
      byUser.get(row.userId)?.push({ kind, mustChange, changedAt, state });
    }
    return byUser;
  }
}
