import type { DataSource } from 'typeorm';
import { storeSecurityAnswers } from '../additional-authentication/postgres-security-answers';
import type { History } from '../history/history';
import type { HistoryEvent } from '../history/history-event';
import { violates } from '../platform/postgres/violates';
import { insertUser } from '../users/postgres-user-register';
import { UserEntity } from '../users/user-entity';
import type { MasterRegister, MasterRegisterOutcome, NewMaster } from './master-register';

/** Writes masters to Postgres. */
export class PostgresMasterRegister implements MasterRegister {
  constructor(
    private readonly dataSource: DataSource,
    private readonly history: History,
  ) {}

  async registerMaster(
    master: NewMaster,
    event: HistoryEvent,
    consume: () => Promise<boolean>,
  ): Promise<MasterRegisterOutcome> {
    try {
      await this.dataSource.transaction(async (transaction) => {
        await insertUser(transaction, master);
        await storeSecurityAnswers(transaction, master.securityAnswers);
        await this.history.append(event, transaction);
        // Last, so that nothing but the commit itself can still fail: a token is not lost to a login ID that was taken.
        if (!(await consume())) throw new NotOpenAnyMore();
      });
      return 'REGISTERED';
    } catch (error) {
      if (error instanceof NotOpenAnyMore) return 'REGISTRATION_EXPIRED';
      if (violates(error, 'users_one_master_per_organization')) return 'ALREADY_REGISTERED';
      if (!violates(error, 'users_login_id_unique')) throw error;
      // The same form sent twice at once meets its own login ID first.
      return (await this.hasMaster(master.organizationId)) ? 'ALREADY_REGISTERED' : 'LOGIN_ID_TAKEN';
    }
  }

  private hasMaster(organizationId: string): Promise<boolean> {
    return this.dataSource.manager.existsBy(UserEntity, { organizationId, role: 'MASTER' });
  }
}

/** Undoes the transaction. */
class NotOpenAnyMore extends Error {}
