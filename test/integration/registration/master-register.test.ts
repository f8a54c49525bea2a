import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { HistoryEventEntity } from '../../../src/history/history-event-entity';
import { PostgresHistory } from '../../../src/history/postgres-history';
import { MASTER_RIGHTS } from '../../../src/registration/master-rights';
import type { MasterRegisterOutcome, NewMaster } from '../../../src/registration/master-register';
import { RegistrationsUnavailable } from '../../../src/registration/open-registrations';
import { PostgresMasterRegister } from '../../../src/registration/postgres-master-register';
import { CredentialEntity } from '../../../src/users/credential-entity';
import { OrganizationEntity } from '../../../src/users/organization-entity';
import { UserEntity } from '../../../src/users/user-entity';
import { openDataSource } from '../../support/data-source';
import { freshDatabase, type TestDatabase } from '../../support/postgres';

describe('R2: a registration is stored whole or not at all', () => {
  const now = new Date('2026-04-01T00:00:00Z');
  const organizationId = randomUUID();
  const secret = { hash: '$argon2id$v=19$test', pepperVersion: 1 };
  let database: TestDatabase;
  let dataSource: DataSource;

  beforeAll(async () => {
    database = await freshDatabase();
    dataSource = await openDataSource(database.url, {
      entities: [OrganizationEntity, UserEntity, CredentialEntity, HistoryEventEntity],
      poolSize: 2,
    });
    await dataSource.query(
      `INSERT INTO organizations (id, name, branch_code, account_type, account_number, created_at)
       VALUES ($1, '新居水産株式会社', '002', 'CURRENT', '3050912', $2)`,
      [organizationId, now],
    );
  });

  afterAll(async () => {
    await dataSource.destroy();
    await database.drop();
  });

  function newMaster(loginId: string): NewMaster {
    const id = randomUUID();
    return {
      organizationId,
      user: {
        id,
        organizationId,
        role: 'MASTER',
        loginId,
        name: '新居 渚',
        email: 'nagisa@example.com',
        language: 'ja',
        createdAt: now,
        version: 1,
        ...MASTER_RIGHTS,
      },
      credentials: [
        {
          id: randomUUID(),
          attemptKey: { kind: 'LOGIN_PASSWORD', hash: randomUUID() },
          secret,
          mustChange: false,
        },
      ],
      securityAnswers: {
        userId: id,
        organizationId,
        credentialId: randomUUID(),
        attemptKey: { kind: 'SECURITY_ANSWER', hash: randomUUID() },
        answers: [1, 2, 3].map((questionId) => ({ questionId, secret })),
        registeredAt: now,
      },
    };
  }

  function register(loginId: string, consume: () => Promise<boolean>): Promise<MasterRegisterOutcome> {
    const master = newMaster(loginId);
    const event = {
      type: 'MASTER_REGISTERED' as const,
      occurredAt: now,
      organizationId,
      actorUserId: master.user.id,
      subjectUserId: master.user.id,
      credentialKind: null,
      origin: null,
      reason: null,
    };
    return new PostgresMasterRegister(dataSource, new PostgresHistory(dataSource)).registerMaster(
      master,
      event,
      consume,
    );
  }

  async function stored(): Promise<readonly number[]> {
    const [row] = await dataSource.query<Record<string, number>[]>(
      `SELECT (SELECT count(*) FROM users)::int AS users, (SELECT count(*) FROM credentials)::int AS credentials,
              (SELECT count(*) FROM security_answers)::int AS answers,
              (SELECT count(*) FROM history_events)::int AS events`,
    );
    return Object.values(row ?? {});
  }

  it('not at all when its token turns out to be used up', async () => {
    expect(await register('arai000001', () => Promise.resolve(false))).toBe('REGISTRATION_EXPIRED');
    expect(await stored()).toEqual([0, 0, 0, 0]);
  });

  it('not at all when nobody can tell whether its token is used up', async () => {
    const away = new RegistrationsUnavailable(new Error('away'));
    await expect(register('arai000001', () => Promise.reject(away))).rejects.toBe(away);
    expect(await stored()).toEqual([0, 0, 0, 0]);
  });

  it('whole otherwise', async () => {
    expect(await register('arai000001', () => Promise.resolve(true))).toBe('REGISTERED');
    expect(await stored()).toEqual([1, 2, 3, 1]);
  });

  it.each(['arai000001', 'arai000002'])(
    'and only once, as %s too, without asking for the token',
    async (loginId) => {
      const consume = jest.fn(() => Promise.resolve(true));
      expect(await register(loginId, consume)).toBe('ALREADY_REGISTERED');
      expect(consume).not.toHaveBeenCalled();
      expect(await stored()).toEqual([1, 2, 3, 1]);
    },
  );
});
