import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { customerSession, wrongPassword } from '../../../bench/load/customers';
import { Connections, type LoadClient } from '../../../bench/load/client';
import type { Load } from '../../../bench/load/scenario';
import {
  accountOf,
  customerAddress,
  LOAD_SECRETS,
  type LoadAccounts,
  loginIdOf,
  organizationsWithUsers,
} from '../../../bench/seed/load-accounts';
import { seedUsers } from '../../../bench/seed/seed-users';
import { loadConfig } from '../../../src/config/load-config';
import { DEMO_USERS } from '../../../src/demo/demo-accounts';
import { startGateway, type TestGateway } from '../../support/gateway';
import type { GatewayClient } from '../../support/gateway-client';
import { crowd } from './crowded-database';
import { bigTables, explain, type ReadingOf } from './plans';
import { recordStatements, type RecordedStatement, type StatementRecorder } from './recorded-statements';

const USERS = 20_000;

/** Every table that grows with the customers, the organizations included. */
const BIG_ROWS = 1_000;

/** Organizations of the loader that have a part of their own. */
const WORKING = 40;
const CONFIRM = { confirmationPassword: LOAD_SECRETS.confirmationPassword };

describe('hot paths on a database with many customers', () => {
  let gateway: TestGateway;
  let recorder: StatementRecorder;
  let database: Client;
  let connections: Connections;
  let accounts: LoadAccounts;
  let big: ReadonlySet<string>;
  let master: LoadClient;
  let clerk: GatewayClient;

  beforeAll(async () => {
    recorder = recordStatements();
    gateway = await startGateway({
      TRUST_PROXY: '127.0.0.1,::1',
      LOGIN_THROTTLE_POINTS: '1000000',
      HISTORY_SEAL_INTERVAL_MS: '50',
      NOTICE_POLL_MS: '50',
    });
    const { DATABASE_URL: databaseUrl = '', REDIS_URL: redisUrl = '' } = gateway.env;
    accounts = await seedUsers({
      config: loadConfig(gateway.env),
      databaseUrl,
      redisUrl,
      users: USERS,
      newcomers: 1,
      force: true,
    });
    database = new Client({ connectionString: databaseUrl });
    await database.connect();
    await crowd(database, loginIdOf(20 * WORKING));
    await untilSealed();
    connections = new Connections(gateway.url);
    master = await customerSession(load(), 20 * WORKING);
    clerk = gateway.client();
    const [staff] = DEMO_USERS.filter(({ role }) => role === 'STAFF');
    await clerk.login(staff?.loginId ?? '', staff?.loginPassword ?? '');
    // As years of the server's own housekeeping leave it: indexes without what has long been decided.
    await database.query('VACUUM ANALYZE');
    big = await bigTables(database, BIG_ROWS);
  }, 170_000);
  afterAll(async () => {
    recorder.stop();
    await connections.close();
    await database.end();
    await gateway.close();
  });

  function load(): Load {
    return {
      accounts,
      strangers: 1,
      arrivals: 1,
      run: 'plan',
      client: (address) => connections.client(address),
    };
  }

  async function untilSealed(): Promise<void> {
    for (;;) {
      const { rows } = await database.query('SELECT FROM history_unsealed LIMIT 1');
      if (rows.length === 0) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  function guess(loginId: string): Promise<unknown> {
    const input = { loginId, loginPassword: wrongPassword(1), deviceToken: accounts.deviceToken };
    return connections.client(customerAddress(1)).run('login', { input });
  }

  async function targetOf(client: LoadClient, place: number): Promise<{ id: string; version: number }> {
    const { fields } = await client.run('users', { first: 1, search: loginIdOf(20 * WORKING + place) });
    const [edge] = fields['edges'] as readonly { node: { id: string; version: number } }[];
    if (edge === undefined) throw new Error('no such user');
    return edge.node;
  }

  async function page(operation: string, variables: object = {}): Promise<void> {
    const { fields, member } = await master.run(operation, { first: 2, ...variables });
    const { pageInfo } = fields as { readonly pageInfo?: { readonly endCursor: string } };
    if (pageInfo === undefined) throw new Error(member);
    await master.run(operation, { first: 2, after: pageInfo.endCursor, ...variables });
  }

  function papers(filter: object = {}): Promise<unknown> {
    return clerk.run('paper-procedures', { first: 20, filter });
  }

  /** How what was recorded would read the database, without what reads nothing. */
  async function readings(statements: readonly RecordedStatement[]): Promise<readonly ReadingOf[]> {
    const distinct = new Map(statements.map((statement) => [statement.text, statement]));
    const all: ReadingOf[] = [];
    for (const statement of distinct.values()) all.push(await explain(database, statement));
    return all;
  }

  /** The statements that read a big table from beginning to end. */
  function slow(all: readonly ReadingOf[]): readonly string[] {
    return all.flatMap(({ text, scanned }) =>
      scanned.filter((table) => big.has(table)).map((table) => `${table}: ${text.replace(/\s+/g, ' ')}`),
    );
  }

  function tablesOf(all: readonly ReadingOf[]): ReadonlySet<string> {
    return new Set(all.flatMap(({ tables }) => [...tables]));
  }

  /** What an operation says to Postgres, and which big tables that touches at least. */
  type HotPath = readonly [name: string, tables: readonly string[], operation: () => Promise<unknown>];

  const paths: readonly HotPath[] = [
    [
      'a right login',
      ['users', 'credentials', 'attempt_locks', 'trusted_devices', 'security_answers'],
      () => customerSession(load(), 5),
    ],
    ['a wrong login', ['users', 'credentials', 'attempt_locks'], () => guess(loginIdOf(6))],
    ['a login with an unknown ID', ['users', 'attempt_locks'], () => guess('nobody77')],
    [
      'a lockout with its record and its mails',
      ['attempt_locks', 'users', 'credentials'],
      async () => {
        for (let entry = 0; entry < 6; entry += 1) await guess(loginIdOf(7));
      },
    ],
    [
      'a login that asks a question, and its answer',
      ['security_answers', 'credentials'],
      async () => {
        const input = { loginId: loginIdOf(8), loginPassword: LOAD_SECRETS.loginPassword };
        const stranger = connections.client('203.0.113.7');
        const { fields } = await stranger.run('login', { input });
        const { challengeToken, question } = fields as { challengeToken: string; question: { id: number } };
        const known = LOAD_SECRETS.securityAnswers.find(({ questionId }) => questionId === question.id);
        const answered = await stranger.run('answer-security-question', {
          input: { challengeToken, answer: known?.answer ?? '' },
        });
        expect(answered.member).toBe('LoggedIn');
      },
    ],
    ['the principal of a session', ['users', 'credentials'], () => master.run('viewer')],
    ['the list of users', ['users', 'credentials', 'attempt_locks'], () => page('users')],
    ['a search of users', ['users'], () => page('users', { search: 'load' })],
    [
      'a user',
      ['users', 'credentials'],
      async () => master.run('user', { id: (await targetOf(master, 1)).id }),
    ],
    ['the organization', ['organizations', 'users'], () => master.run('organization')],
    ["the history of a master's organization", ['history_events'], () => page('operation-history')],
    [
      'the history of one user of it',
      ['history_events'],
      async () => page('operation-history', { subjectUserId: (await targetOf(master, 1)).id }),
    ],
    [
      'the history of a general user',
      ['history_events'],
      async () => {
        const general = await customerSession(load(), 9);
        await general.run('operation-history', { first: 20 });
      },
    ],
    ["the staff's history", ['history_events'], () => clerk.run('operation-history', { first: 20 })],
    [
      'suspending and releasing',
      ['users', 'credentials', 'attempt_locks'],
      async () => {
        const input = { userId: (await targetOf(master, 2)).id, ...CONFIRM };
        expect((await master.run('suspend-user', { input })).member).toBe('UserSuspended');
        expect((await master.run('release-suspension', { input })).member).toBe('SuspensionReleased');
      },
    ],
    [
      'changing a user, resetting, deleting and creating one',
      ['users', 'credentials', 'trusted_devices', 'security_answers'],
      async () => {
        const { id: userId, version } = await targetOf(master, 3);
        const input = { userId, ...CONFIRM };
        const done = [
          await master.run('update-user', { input: { ...input, version, name: '改 名' } }),
          await master.run('reset-login-password', {
            input: { ...input, temporaryPassword: 'Kawase2&nori' },
          }),
          await master.run('reset-additional-authentication', { input }),
          await master.run('delete-user', { input }),
          await master.run('create-user', {
            input: {
              loginId: 'newone77',
              temporaryLoginPassword: 'Kawase2&nori',
              name: '新人',
              email: 'newone@example.com',
              ...CONFIRM,
            },
          }),
        ];
        expect(done.map(({ member }) => member)).toEqual([
          'UserUpdated',
          'LoginPasswordReset',
          'AdditionalAuthenticationReset',
          'UserDeleted',
          'UserCreated',
        ]);
      },
    ],
    [
      'opening a registration',
      ['organizations', 'credentials'],
      async () => {
        const input = {
          ...accountOf(organizationsWithUsers(accounts)),
          inquiryPin: LOAD_SECRETS.pins.INQUIRY_PIN,
        };
        const opened = await connections.client('203.0.113.8').run('open-registration', { input });
        expect(opened.member).toBe('RegistrationOpened');
      },
    ],
    ['the approval requests of an organization', ['approval_requests'], () => page('approval-requests')],
    [
      'those that wait for an approver',
      ['approval_requests'],
      () => page('approval-requests', { filter: { awaitingMyApproval: true } }),
    ],
    [
      'those of one requester, of a kind and in a state',
      ['approval_requests'],
      () =>
        page('approval-requests', {
          filter: { mine: true, kinds: ['COLLECTION'], states: ['PENDING_APPROVAL'] },
        }),
    ],
    [
      'submitting a request under a key, twice, withdrawing and deleting it',
      ['approval_requests', 'users'],
      async () => {
        const input = {
          kind: 'TRANSFER',
          title: '給与振込',
          itemCount: 1,
          totalAmountYen: 1,
          payloadSha256: 'ab'.repeat(32),
          approverUserId: (await targetOf(master, 0)).id,
          deadline: new Date(Date.now() + 3_600_000).toISOString(),
          asDraft: true,
          idempotencyKey: randomUUID(),
        };
        const drafts = [
          await master.run('submit-approval-request', { input }),
          await master.run('submit-approval-request', { input }),
        ].map(({ fields }) => fields['approvalRequest'] as { readonly id: string });
        expect(drafts[1]?.id).toBe(drafts[0]?.id);
        const removed = { input: { approvalRequestId: drafts[0]?.id } };
        expect((await master.run('delete-approval-request', removed)).member).toBe('ApprovalRequestDeleted');
      },
    ],
    ['the list of all paper procedures', ['paper_procedures'], () => papers()],
    ['those that are open', ['paper_procedures'], () => papers({ states: ['RECEIVED', 'VERIFIED'] })],
    ['those that are overdue', ['paper_procedures'], () => papers({ overdueOnly: true })],
    ['those of a kind', ['paper_procedures'], () => papers({ kinds: ['RESTORE_STAFF'] })],
    ['the paper procedures of one account', ['paper_procedures'], () => papers({ account: accountOf(3) })],
    [
      'finding an organization at the counter',
      ['organizations', 'credentials'],
      () => clerk.run('find-organization', { account: accountOf(3) }),
    ],
  ];

  it.each(paths)('%s reads by index', async (_name, tables, operation) => {
    const all = await readings(await recorder.during(operation));
    expect([...tablesOf(all)]).toEqual(expect.arrayContaining([...tables]));
    expect(slow(all)).toEqual([]);
  });

  it.each<readonly [string, () => Promise<unknown>, string]>([
    [
      'a request',
      () => page('approval-requests', { filter: { awaitingMyApproval: true } }),
      'approval_requests_by_approver',
    ],
    ['a form', () => papers({ states: ['RECEIVED', 'VERIFIED'] }), 'paper_procedures_open'],
  ])('%s that waits is found without passing those that are done', async (_name, operation, index) => {
    const all = await readings(await recorder.during(operation));
    const reading = all.filter(
      ({ tables }) => tables.has('approval_requests') || tables.has('paper_procedures'),
    );
    expect(reading.length).toBeGreaterThanOrEqual(2);
    expect(reading.filter(({ indexes }) => !indexes.has(index))).toEqual([]);
  });

  it('the total of a list is counted so far and no further', async () => {
    const totals = [await papers(), (await master.run('approval-requests', { first: 1 })).fields];
    expect(totals).toEqual([
      expect.objectContaining({ totalCount: 1_000 }),
      expect.objectContaining({ totalCount: 1_000 }),
    ]);
  });

  it('sealing the history, ending locks and claiming mail read by index', async () => {
    const wanted = [
      /INSERT INTO history_links/,
      /DELETE FROM history_unsealed/,
      /UPDATE notices SET attempts/,
      /unlock_recorded/,
    ];
    const statements = await recorder.during(
      () => guess(loginIdOf(10)),
      (said) => wanted.every((pattern) => said.some(({ text }) => pattern.test(text))),
    );
    const all = await readings(statements);
    expect([...tablesOf(all)]).toEqual(
      expect.arrayContaining(['history_events', 'history_links', 'notices', 'attempt_locks']),
    );
    expect(slow(all)).toEqual([]);
  });

  it('what would read a table from beginning to end is found', async () => {
    const statements = await recorder.during(() => page('users'));
    await database.query('BEGIN');
    try {
      await database.query('DROP INDEX users_by_organization');
      await database.query('DROP INDEX users_one_master_per_organization');
      expect(slow(await readings(statements))).toEqual([
        expect.stringMatching(/^users: /),
        expect.stringMatching(/^users: /),
        expect.stringMatching(/^users: /),
      ]);
    } finally {
      await database.query('ROLLBACK');
    }
  });
});
