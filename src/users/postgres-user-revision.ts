import type { DataSource, EntityManager } from 'typeorm';
import type { History } from '../history/history';
import type { HistoryEvent } from '../history/history-event';
import { isUuid } from '../platform/ids';
import type { User } from './user';
import { changed, changeReasons, type ChangeReason, type UserChange } from './user-change';
import { USER_COLUMNS, userFrom, type UserRow } from './user-columns';
import { UserEntity } from './user-entity';
import type { RevisionOutcome, RevisionTarget, UserRevision } from './user-revision';

/** Changes users in Postgres. */
export class PostgresUserRevision implements UserRevision {
  constructor(
    private readonly dataSource: DataSource,
    private readonly history: History,
  ) {}

  revise(
    target: RevisionTarget,
    change: UserChange,
    event: (reason: ChangeReason, before: User) => HistoryEvent,
  ): Promise<RevisionOutcome> {
    return this.dataSource.transaction(async (transaction) => {
      const before = await lock(transaction, target);
      if (before === null) return { kind: 'NOT_FOUND' };
      if (before.version !== target.version) return { kind: 'CONFLICT', user: before };
      const user = changed(before, change);
      if (user !== before) await save(transaction, user);
      for (const reason of changeReasons(before, user)) {
        await this.history.append(event(reason, before), transaction);
      }
      return { kind: 'REVISED', user };
    });
  }
}

/** Reads the user and keeps others from changing or deleting him until the transaction ends. */
async function lock(
  transaction: EntityManager,
  { organizationId, userId }: RevisionTarget,
): Promise<User | null> {
  if (!isUuid(userId)) return null;
  const [row] = await transaction.query<UserRow[]>(
    `SELECT ${USER_COLUMNS} FROM users u WHERE u.id = $1 AND u.organization_id = $2 FOR UPDATE`,
    [userId, organizationId],
  );
  return row === undefined ? null : userFrom(row);
}

async function save(transaction: EntityManager, user: User): Promise<void> {
  const { id, name, email, language, transferLimitYen, collectionLimitYen, version } = user;
  await transaction.update(
    UserEntity,
    { id },
    {
      name,
      email,
      language,
      permissions: [...user.permissions],
      transferLimitYen,
      collectionLimitYen,
      version,
    },
  );
}
