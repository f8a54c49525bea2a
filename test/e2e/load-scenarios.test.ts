import { loadConfig } from '../../src/config/load-config';
import { ALL_SCENARIOS } from '../../bench/load/scenarios/all-scenarios';
import { checkTarget } from '../../bench/load/target';
import { runScenario, type ScenarioReport } from '../../bench/load/run-scenario';
import { LOAD_SECRETS, type LoadAccounts } from '../../bench/seed/load-accounts';
import { seedUsers } from '../../bench/seed/seed-users';
import { gatewayEnvironment } from '../support/gateway';
import { startGatewayProcess, type GatewayProcess } from '../support/gateway-process';
import { lyingGateway, type Lie, type Reply } from './support/lying-gateway';

/** Arrivals a second that the tests' cheap hashing has no trouble with, journeys counting as one. */
const RATES: Readonly<Record<string, number>> = {
  'login-storm': 20,
  'credential-stuffing': 40,
  'lockout-flood': 50,
  'unknown-ids': 3,
  'mixed-day': 20,
  'first-login-wave': 2,
  'console-journeys': 5,
};

let gateway: GatewayProcess;
let accounts: LoadAccounts;
let drop: () => Promise<void>;
let env: NodeJS.ProcessEnv;

beforeAll(async () => {
  ({ env, drop } = await gatewayEnvironment({
    TRUST_PROXY: '127.0.0.1,::1',
    LOGIN_THROTTLE_POINTS: '1000000',
  }));
  const { DATABASE_URL: databaseUrl = '', REDIS_URL: redisUrl = '' } = env;
  const config = loadConfig(env);
  accounts = await seedUsers({ config, databaseUrl, redisUrl, users: 2_000, newcomers: 40 });
  gateway = await startGatewayProcess(env);
});
afterAll(async () => {
  await gateway.kill('SIGTERM');
  await drop();
});

function play(name: string, seconds: number, url = gateway.url): Promise<ScenarioReport> {
  const scenario = ALL_SCENARIOS.find((each) => each.name === name);
  if (scenario === undefined) throw new Error(`no scenario ${name}`);
  return runScenario({ scenario, url, accounts, rate: RATES[name] ?? 0, seconds, strangers: 100 });
}

describe('each scenario', () => {
  it.each(ALL_SCENARIOS.map(({ name }) => name))('%s finds every promise kept', async (name) => {
    const { complaints, loop } = await play(name, 2);
    expect(complaints).toEqual([]);
    expect([...loop.outcomes.keys()]).not.toEqual([]);
    expect(loop.arrivals).toBe(2 * (RATES[name] ?? 0));
  });
});

/** A reply with some of its text replaced. */
function falsified(reply: Reply, from: string | RegExp, to: string): Reply {
  return { ...reply, body: reply.body.replace(from, to) };
}

/** What the gateway would do wrong, and what the scenario has to say of it. */
type Fault = readonly [scenario: string, what: string, lie: Lie, complaint: RegExp];

const isRight = (variables: string): boolean => variables.includes(LOAD_SECRETS.loginPassword);

const FAULTS: readonly Fault[] = [
  [
    'login-storm',
    'a customer with the right password is refused',
    (_question, reply) => falsified(reply, '"__typename":"LoggedIn"', '"__typename":"InvalidCredentials"'),
    /login: InvalidCredentials, where only LoggedIn, Busy may come/,
  ],
  [
    'login-storm',
    'everybody is sent away',
    (_question, reply) => ({
      ...reply,
      body: '{"data":{"login":{"__typename":"Busy","message":"","retryAfterSeconds":1}}}',
    }),
    /there was no LoggedIn/,
  ],
  [
    'login-storm',
    'a customer is not told when to come back',
    (_question, reply) => ({ ...reply, body: '{"data":{"login":{"__typename":"Busy","message":""}}}' }),
    /login: Busy without a time to come back/,
  ],
  [
    'login-storm',
    'a customer gets the session of another',
    (_question, reply) => falsified(reply, /"name":"[^"]+"/, '"name":"試験 x"'),
    /somebody else is logged in/,
  ],
  ['login-storm', 'the gateway fails', (_question, reply) => ({ ...reply, status: 500 }), /login: HTTP 500/],
  ['login-storm', 'the gateway hangs up', () => null, /requests failed, the first with/],
  [
    'credential-stuffing',
    'a guess gets in',
    ({ variables }, reply) =>
      isRight(variables) ? reply : falsified(reply, '"InvalidCredentials"', '"LoggedIn"'),
    /login: LoggedIn, where only InvalidCredentials/,
  ],
  [
    'credential-stuffing',
    'no guess is ever looked at',
    ({ variables }, reply) =>
      isRight(variables) ? reply : { ...reply, body: '{"errors":[{"extensions":{"code":"OTHER"}}]}' },
    /login: OTHER, where only/,
  ],
  [
    'unknown-ids',
    'an unknown login ID has another message',
    ({ variables }, reply) =>
      variables.includes('"loginId":"u') ? falsified(reply, /"message":"/, '"message":"Who? ') : reply,
    /known and unknown login IDs are answered differently/,
  ],
  [
    'unknown-ids',
    'an unknown login ID has another header',
    ({ variables }, reply) =>
      variables.includes('"loginId":"u')
        ? { ...reply, headers: { ...reply.headers, 'x-cache': 'miss' } }
        : reply,
    /known and unknown login IDs are answered differently/,
  ],
  [
    'mixed-day',
    'a master sees users of others',
    (_question, reply) => falsified(reply, /"loginId":"load[^"]+"/, '"loginId":"load999999a"'),
    /a user of another organization is listed/,
  ],
  [
    'mixed-day',
    'the confirmation password is not right any more',
    ({ operation }, reply) =>
      operation === 'SuspendUser'
        ? falsified(reply, '"UserSuspended"', '"WrongConfirmationPassword"')
        : reply,
    /suspend-user: WrongConfirmationPassword/,
  ],
  [
    'first-login-wave',
    'something works before the first login is complete',
    ({ operation }, reply) =>
      operation === 'OperationHistory'
        ? { ...reply, body: '{"data":{"operationHistory":{"edges":[]}}}' }
        : reply,
    /operation-history: operationHistory, where only ACTION_REQUIRED may come/,
  ],
  [
    'console-journeys',
    'scripts of the page can read the session',
    (_question, reply) => ({
      ...reply,
      headers: {
        ...reply.headers,
        ...(reply.headers['set-cookie'] && {
          'set-cookie': reply.headers['set-cookie'].map((cookie) => cookie.replace(/; HttpOnly/i, '')),
        }),
      },
    }),
    /a session cookie that scripts can read/,
  ],
  [
    'console-journeys',
    'a session outlives its logout',
    (_question, reply) =>
      falsified(reply, /^.*"UNAUTHENTICATED".*$/s, '{"data":{"viewer":{"role":"MASTER"}}}'),
    /viewer: viewer, where only UNAUTHENTICATED may come/,
  ],
];

describe('a scenario complains if', () => {
  it.each(FAULTS)('%s: %s', async (scenario, _what, lie, complaint) => {
    const liar = await lyingGateway(gateway.url, lie);
    try {
      const { complaints } = await play(scenario, 1, liar.url);
      expect(complaints).toEqual(expect.arrayContaining([expect.stringMatching(complaint)]));
    } finally {
      await liar.close();
    }
  });

  it('lockout-flood: lockouts end before their time', async () => {
    const hasty = await startGatewayProcess({ ...env, LOCKOUT_SECONDS: '1', LOCKOUTS_PER_SUSPENSION: '20' });
    try {
      // Users that the hour of the other gateway does not hold yet.
      const fewer = { ...accounts, users: 1_000 };
      const scenario = ALL_SCENARIOS.find(({ name }) => name === 'lockout-flood');
      if (scenario === undefined) throw new Error('no such scenario');
      const { complaints } = await runScenario({
        scenario,
        url: hasty.url,
        accounts: fewer,
        rate: 50,
        seconds: 3,
        strangers: 100,
      });
      expect(complaints).toEqual(
        expect.arrayContaining([
          expect.stringMatching(/where only LockedOut, THROTTLED may come|only Invalid/),
        ]),
      );
    } finally {
      await hasty.kill('SIGTERM');
    }
  });
});

describe('a gateway that cannot be loaded is told apart before the load', () => {
  it('one that does not believe the addresses it is given', async () => {
    const direct = await startGatewayProcess({ ...env, TRUST_PROXY: 'none' });
    try {
      await expect(checkTarget({ url: direct.url, accounts }, { users: 1, newcomers: 0 })).rejects.toThrow(
        /AdditionalAuthenticationRequired.*TRUST_PROXY=127\.0\.0\.1/,
      );
    } finally {
      await direct.kill('SIGTERM');
    }
  });

  it('one with too few users, or without a device of theirs', async () => {
    const { url } = gateway;
    await checkTarget({ url, accounts }, { users: 1, newcomers: 0 });
    await expect(checkTarget({ url, accounts }, { users: 2_001, newcomers: 0 })).rejects.toThrow(
      /2001 users/,
    );
    await expect(
      checkTarget({ url, accounts: { ...accounts, deviceToken: null } }, { users: 1, newcomers: 0 }),
    ).rejects.toThrow(/No device is known/);
  });
});
