import type { DataSource, SelectQueryBuilder } from 'typeorm';
import { lockRecordFrom, LOCK_RECORD_COLUMNS, type LockRecordRow } from '../attempts/postgres-lock-record';
import { CREDENTIAL_KINDS, type CredentialKind } from '../credentials/credential-kind';
import { isUuid } from '../platform/ids';
import { credentialState, type CredentialOverview } from './credential-state';
import type { User } from './user';
import type { UserDirectory, UserPosition, UserQuery } from './user-directory';
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

  async find(organizationId: string, userId: string): Promise<User | null> {
    if (!isUuid(userId)) return null;
    return this.dataSource.getRepository(UserEntity).findOneBy({ id: userId, organizationId });
  }

  page(query: UserQuery, count: number, after: UserPosition | null): Promise<readonly User[]> {
    const users = this.matching(query).orderBy('u.createdAt').addOrderBy('u.id').limit(count);
    if (after !== null) users.andWhere('(u.createdAt, u.id) > (:createdAt, :id)', { ...after });
    return users.getMany();
  }

  count(query: UserQuery): Promise<number> {
    return this.matching(query).getCount();
  }

  countGeneralUsers(organizationId: string): Promise<number> {
    return this.dataSource.getRepository(UserEntity).countBy({ organizationId, role: 'GENERAL' });
  }

  async credentialsOf(
    userIds: readonly string[],
    now: Date,
  ): Promise<ReadonlyMap<string, readonly CredentialOverview[]>> {
    const rows = await this.dataSource.query<CredentialRow[]>(
      `SELECT c.user_id AS "userId", c.kind, c.must_change AS "mustChange", c.changed_at AS "changedAt",
              ${LOCK_RECORD_COLUMNS}
         FROM credentials c LEFT JOIN attempt_locks l ON l.attempt_key = c.attempt_key
        WHERE c.user_id = ANY ($1) ORDER BY array_position($2::text[], c.kind)`,
      [userIds, CREDENTIAL_KINDS],
    );
    const byUser = new Map<string, CredentialOverview[]>(userIds.map((id) => [id, []]));
    for (const row of rows) {
      const { kind, mustChange, changedAt } = row;
      const state = credentialState(lockRecordFrom(row), now);
      byUser.get(row.userId)?.push({ kind, mustChange, changedAt, state });
    }
    return byUser;
  }

  /** An organization has a few dozen users at most, so that the search needs no index. */
  private matching({ organizationId, search }: UserQuery): SelectQueryBuilder<UserEntity> {
    const users = this.dataSource
      .getRepository(UserEntity)
      .createQueryBuilder('u')
      .where('u.organizationId = :organizationId', { organizationId });
    // strpos knows no wildcards: with LIKE, even a full-width ％ would become one by NFKC.
    const found = ['u.name', 'u.loginId', 'u.email']
      .map((column) => `strpos(${folded(column)}, ${folded('CAST(:search AS text)')}) > 0`)
      .join(' OR ');
    return search === null ? users : users.andWhere(`(${found})`, { search });
  }
}

/** The text of an SQL expression, case and width of letters evened out. */
function folded(expression: string): string {
  return `lower(normalize(${expression}, NFKC))`;
}
