import { Client } from 'pg';
import { Connections } from '../../bench/load/client';
import { customerClient, customerLogin, customerSession, wrongPassword } from '../../bench/load/customers';
import type { Load } from '../../bench/load/scenario';
import {
  accountOf,
  LOAD_SECRETS,
  type LoadAccounts,
  loginIdOf,
  organizationsWithUsers,
} from '../../bench/seed/load-accounts';
import { type SeedRequest, seedUsers } from '../../bench/seed/seed-users';
import { loadConfig } from '../../src/config/load-config';
import { startGateway, type TestGateway } from '../support/gateway';
import { wrongLogins } from './support/entries';
import { MISHIMA, ODAWARA } from './support/people';
import { onRedisOf } from './support/redis-keys';

const USERS = 1_000;
const COUNTERS = 100;

describe('npm run seed', () => {
  let gateway: TestGateway;
  let accounts: LoadAccounts;
  let connections: Connections;

  beforeAll(async () => {
    gateway = await startGateway({ TRUST_PROXY: '127.0.0.1,::1' });
    connections = new Connections(gateway.url);
  });
  afterAll(async () => {
    await connections.close();
    await gateway.close();
  });

  function seed(
    request: Partial<SeedRequest> & Pick<SeedRequest, 'users'>,
    env: NodeJS.ProcessEnv = {},
  ): Promise<LoadAccounts> {
    const { DATABASE_URL: databaseUrl = '', REDIS_URL: redisUrl = '' } = gateway.env;
    return seedUsers({ config: loadConfig({ ...gateway.env, ...env }), databaseUrl, redisUrl, ...request });
  }

  function load(): Load {
    return {
      accounts,
      strangers: 1,
      arrivals: 1,
      run: 'test',
      client: (address) => connections.client(address),
    };
  }

  async function count(what: string): Promise<number> {
    const [row] = await gateway.query<{ count: string }>(`SELECT count(*) FROM ${what}`);
    return Number(row?.count);
  }

  async function wrongEntries(index: number, times: number): Promise<readonly string[]> {
    const members: string[] = [];
    for (let entry = 0; entry < times; entry += 1) {
      const input = { loginId: loginIdOf(index), loginPassword: wrongPassword(entry) };
      members.push((await customerClient(load(), index).run('login', { input })).member);
    }
    return members;
  }

  /** How many credentials the ledger keeps something of. */
  function counters(): Promise<number> {
    const { keyPrefix } = loadConfig(gateway.env).attempts.ledger;
    return onRedisOf(gateway, (_redis, keys) =>
      Promise.resolve(keys.filter((key) => key.startsWith(keyPrefix) && key.endsWith('}')).length),
    );
  }

  /** Rows whose foreign key names nobody; the loader looks after them itself. */
  async function orphans(): Promise<readonly string[]> {
    const keys = await gateway.query<{ child: string; parent: string; from: string; to: string }>(
      `SELECT k.conrelid::regclass::text AS child, k.confrelid::regclass::text AS parent,
              c.attname AS from, p.attname AS to
         FROM pg_constraint k
         JOIN pg_attribute c ON c.attrelid = k.conrelid AND c.attnum = k.conkey[1]
         JOIN pg_attribute p ON p.attrelid = k.confrelid AND p.attnum = k.confkey[1]
        WHERE k.contype = 'f'`,
    );
    const found: string[] = [];
    for (const { child, parent, from, to } of keys) {
      const lost = await count(
        `${child} c WHERE c.${from} IS NOT NULL AND NOT EXISTS (SELECT FROM ${parent} p WHERE p.${to} = c.${from})`,
      );
      if (lost > 0) found.push(`${child}.${from}: ${lost}`);
    }
    expect(keys.length).toBeGreaterThan(5);
    return found;
  }

  describe('refuses', () => {
    afterEach(async () => {
      expect(await count(`organizations WHERE branch_code LIKE '99_'`)).toBe(0);
    });

    it('a database with organizations of others, unless it is forced', async () => {
      await expect(seed({ users: 10 })).rejects.toThrow(/did not make.*--force/);
      await expect(seed({ users: 10, reset: true })).rejects.toThrow(/did not make.*--force/);
    });

    it('production, forced or not', async () => {
      const config = { ...loadConfig(gateway.env), environment: 'production' as const };
      await expect(seed({ users: 10, force: true, config })).rejects.toThrow(/NODE_ENV is production/);
    });

    it.each([
      ['a database', { databaseUrl: 'postgres://user:s3cret-word@db.example.com/bank' }],
      ['a Redis', { redisUrl: 'redis://:s3cret-word@192.0.2.1:6379' }],
      ['a sentinel', { redisUrl: 'redis+sentinel://127.0.0.1:26379,192.0.2.1:26379/main' }],
    ])('%s of another machine, and does not tell its password', async (_what, servers) => {
      const refusal = seed({ users: 10, force: true, ...servers });
      await expect(refusal).rejects.toThrow(/servers of this machine/);
      await expect(refusal).rejects.not.toThrow(/s3cret-word/);
    });

    it.each([
      ['more users than login IDs', { users: 1_000_001 }],
      ['half a user', { users: 0.5 }],
      ['more users than an organization has', { users: 41, organizations: 2 }],
      ['counters of nobody', { users: 10, counters: 11 }],
    ])('%s', async (_what, sizes) => {
      await expect(seed({ force: true, ...sizes })).rejects.toThrow(
        expect.objectContaining({ name: 'SeedingRefused' }) as Error,
      );
    });
  });

  describe('loads', () => {
    let demo: unknown;

    beforeAll(async () => {
      demo = await demoRows();
      expect(await counters()).toBe(0);
      accounts = await seed({ users: USERS, counters: COUNTERS, newcomers: 2, force: true });
    });

    /** Everything that the demo consists of. */
    async function demoRows(): Promise<unknown> {
      const own = `(SELECT id FROM organizations WHERE branch_code NOT LIKE '99_')`;
      const users = `(SELECT id FROM users WHERE organization_id IS NULL OR organization_id IN ${own})`;
      return Promise.all(
        [
          `organizations t WHERE id IN ${own}`,
          `users t WHERE id IN ${users}`,
          `credentials t WHERE user_id IN ${users} OR organization_id IN ${own}`,
          `security_answers t WHERE user_id IN ${users}`,
        ].map((rows) => gateway.query(`SELECT to_jsonb(t) AS row FROM ${rows} ORDER BY to_jsonb(t)::text`)),
      );
    }

    it('organizations, users, credentials, answers and devices, each complete', async () => {
      const seeded = `o.branch_code LIKE '99_'`;
      const ofUsers = `users u JOIN organizations o ON o.id = u.organization_id WHERE ${seeded}`;
      expect(await count(`organizations o WHERE ${seeded}`)).toBe(USERS / 20 + 2);
      expect(await count(ofUsers)).toBe(USERS);
      expect(await count(`${ofUsers} AND u.role = 'MASTER'`)).toBe(USERS / 20);
      expect(await count(`security_answers WHERE user_id IN (SELECT u.id FROM ${ofUsers})`)).toBe(3 * USERS);
      expect(await count(`trusted_devices WHERE user_id IN (SELECT u.id FROM ${ofUsers})`)).toBe(USERS);
      expect(
        await count(
          `credentials c JOIN organizations o ON o.id = c.organization_id WHERE ${seeded} AND c.user_id IS NOT NULL`,
        ),
      ).toBe(3 * USERS);
      expect(
        await count(
          `credentials c JOIN organizations o ON o.id = c.organization_id WHERE ${seeded} AND c.kind LIKE '%_PIN'`,
        ),
      ).toBe(4 * (USERS / 20 + 2));
      expect(await orphans()).toEqual([]);
    });

    it('as many counters as asked for', async () => {
      expect(await counters()).toBe(COUNTERS);
    });

    it('users who log in from the device that is known, with nothing left to do', async () => {
      for (const index of [0, 1, USERS - 1]) {
        const { member } = await customerLogin(load(), index, customerClient(load(), index));
        expect(member).toBe('LoggedIn');
      }
    });

    it('users who are asked a question elsewhere and know the answer', async () => {
      const stranger = connections.client('203.0.113.7');
      const input = { loginId: loginIdOf(500), loginPassword: LOAD_SECRETS.loginPassword };
      const { member, fields } = await stranger.run('login', { input });
      expect(member).toBe('AdditionalAuthenticationRequired');
      const { challengeToken, question } = fields as { challengeToken: string; question: { id: number } };
      const known = LOAD_SECRETS.securityAnswers.find(({ questionId }) => questionId === question.id);
      const answered = await stranger.run('answer-security-question', {
        input: { challengeToken, answer: known?.answer ?? '' },
      });
      expect(answered.member).toBe('LoggedIn');
    });

    it('masters who see their twenty users and confirm with the second password', async () => {
      const master = await customerSession(load(), 40);
      const { fields } = await master.run('users', { first: 50 });
      const edges = fields['edges'] as readonly { readonly node: { id: string; loginId: string } }[];
      expect(edges.map(({ node }) => node.loginId)).toEqual(
        Array.from({ length: 20 }, (_, place) => loginIdOf(40 + place)),
      );
      const input = {
        userId: edges[1]?.node.id,
        confirmationPassword: LOAD_SECRETS.confirmationPassword,
      };
      expect((await master.run('suspend-user', { input })).member).toBe('UserSuspended');
    });

    it('organizations that can be registered with account and PIN', async () => {
      const input = {
        ...accountOf(organizationsWithUsers(accounts)),
        inquiryPin: LOAD_SECRETS.pins.INQUIRY_PIN,
      };
      const opened = await connections.client('203.0.113.8').run('open-registration', { input });
      expect(opened.member).toBe('RegistrationOpened');
    });

    it('a counter that counts: one failure is on it already', async () => {
      expect((await wrongEntries(COUNTERS - 1, 4)).at(-1)).toBe('LockedOut');
      expect((await wrongEntries(COUNTERS, 4)).at(-1)).toBe('InvalidCredentials');
    });

    it('not a second time', async () => {
      await expect(seed({ users: 10, force: true })).rejects.toThrow(/--reset/);
    });

    it('and --reset removes what it made, counters and locks too, and nothing of anybody else', async () => {
      await wrongLogins(gateway, MISHIMA.loginId, 4);
      const locks = await count(`attempt_locks`);
      await seed({ users: 0, reset: true, force: true });
      expect(await count(`organizations WHERE branch_code LIKE '99_'`)).toBe(0);
      expect(await count(`users WHERE login_id LIKE 'load%'`)).toBe(0);
      expect(await count(`attempt_locks`)).toBeLessThan(locks);
      expect(await count(`notices WHERE address LIKE 'load%'`)).toBe(0);
      expect(await demoRows()).toEqual(demo);
      expect(await orphans()).toEqual([]);
      expect((await wrongLogins(gateway, MISHIMA.loginId, 1))[0]?.__typename).toBe('LockedOut');
      expect((await gateway.client().login(ODAWARA.loginId, ODAWARA.loginPassword)).__typename).toBe(
        'LoggedIn',
      );
    });

    it('and again after it, with nothing remembered', async () => {
      accounts = await seed({ users: 200, devices: false, reset: true, force: true });
      expect(accounts.deviceToken).toBeNull();
      expect(await count(`trusted_devices`)).toBe(1);
      expect(await wrongEntries(COUNTERS - 1, 4)).toEqual(Array<string>(4).fill('InvalidCredentials'));
    });

    it('also for who may not leave foreign keys unchecked', async () => {
      const { DATABASE_URL: databaseUrl = '' } = gateway.env;
      const role = `loader_${new URL(databaseUrl).pathname.slice(1)}`;
      const client = new Client({ connectionString: databaseUrl });
      await client.connect();
      try {
        await client.query(`CREATE ROLE ${role} LOGIN PASSWORD 'a-word-of-this-test'`);
        await client.query(`GRANT ALL ON SCHEMA public TO ${role}`);
        await client.query(`GRANT ALL ON ALL TABLES IN SCHEMA public TO ${role}`);
        const url = new URL(databaseUrl);
        url.username = role;
        url.password = 'a-word-of-this-test';
        await seed({ users: 40, reset: true, force: true, databaseUrl: url.href });
        expect(await count(`users WHERE login_id LIKE 'load%'`)).toBe(40);
        expect(await orphans()).toEqual([]);
      } finally {
        await client.query(`DROP OWNED BY ${role}`);
        await client.query(`DROP ROLE ${role}`);
        await client.end();
      }
    });
  });
});
