import type { DataSource, EntityManager } from 'typeorm';
import type { History } from '../history/history';
import type { HistoryEvent } from '../history/history-event';
import { violates } from '../platform/postgres/violates';
import { CredentialEntity } from './credential-entity';
import { UserEntity } from './user-entity';
import type { NewGeneralUser, NewUser, RegisterOutcome, UserRegister } from './user-register';

/** Writes users to Postgres. */
export class PostgresUserRegister implements UserRegister {
  constructor(
    private readonly dataSource: DataSource,
    private readonly history: History,
  ) {}

  async addGeneralUser(
    newUser: NewGeneralUser,
    limit: number,
    event: HistoryEvent,
  ): Promise<RegisterOutcome> {
    try {
      return await this.dataSource.transaction(async (transaction) => {
        // Requests of one organization queue up at its row, so that two cannot both take the last place.
        const { organizationId } = newUser;
        await transaction.query(`SELECT id FROM organizations WHERE id = $1 FOR UPDATE`, [organizationId]);
        if ((await transaction.countBy(UserEntity, { organizationId, role: 'GENERAL' })) >= limit) {
          return 'USER_LIMIT_REACHED';
        }
        await insertUser(transaction, newUser);
        await this.history.append(event, transaction);
        return 'CREATED';
      });
    } catch (error) {
      if (violates(error, 'users_login_id_unique')) return 'LOGIN_ID_TAKEN';
      throw error;
    }
  }
}

/** Inserts a user with his credentials. */
export async function insertUser(transaction: EntityManager, { user, credentials }: NewUser): Promise<void> {
  await transaction.insert(UserEntity, { ...user, permissions: [...user.permissions] });
  await transaction.insert(
    CredentialEntity,
    credentials.map(({ id, attemptKey, secret, mustChange }) => ({
      id,
      userId: user.id,
      organizationId: user.organizationId,
      kind: attemptKey.kind,
      secretHash: secret.hash,
      pepperVersion: secret.pepperVersion,
      mustChange,
      changedAt: user.createdAt,
      attemptKey: attemptKey.hash,
    })),
  );
}
