import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { parse } from 'yaml';
import { findFreePort } from '../../src/platform/embedded/free-port';
import { startGateway, startGatewayBeside, type TestGateway } from '../support/gateway';
import { privateMigratedPostgres } from '../support/postgres';
import { readQuery, selects } from '../support/prom-query';
import { privateRedis } from '../support/redis';
import { scrape, type Sample, type Scrape } from '../support/scrape';
import { kindsOf, lockEnd, wrongLogins, WRONG } from './support/entries';
import { knownDevice, loggedIn, MASTER, MISHIMA, ODAWARA } from './support/people';

const { groups } = parse(readFileSync('deploy/prometheus/alerts.yml', 'utf8')) as {
  readonly groups: readonly {
    readonly rules: readonly { readonly alert: string; readonly expr: string }[];
  }[];
};
const EXPRESSIONS = new Map(groups.flatMap(({ rules }) => rules).map(({ alert, expr }) => [alert, expr]));

/** The alerts that a test below has made happen. */
const happened = new Set<string>();

const expressionOf = (alert: string): string => {
  const expression = EXPRESSIONS.get(alert);
  if (expression === undefined) throw new Error(`there is no alert ${alert}`);
  happened.add(alert);
  return expression;
};

/** Every part that an alert adds up has grown: each of them alone is to be noticed. */
const expectGrowth = (alert: string, before: Scrape, after: Scrape): void => {
  const { selectors } = readQuery(expressionOf(alert));
  const growth = selectors.map((selector) => {
    const sum = ({ samples }: Scrape): number =>
      samples.filter((sample) => selects(selector, sample)).reduce((total, { value }) => total + value, 0);
    return sum(after) - sum(before);
  });
  expect([alert, growth.length > 0, growth.every((by) => by > 0)]).toEqual([alert, true, true]);
};

/** The samples of an alert's gauge, and whether any of them is beyond its threshold. */
const gaugeOf = (
  alert: string,
  { samples }: Scrape,
): { readonly values: number[]; readonly fires: boolean } => {
  const expression = expressionOf(alert);
  const { operator, bound } = /(?<operator>==|>) (?<bound>[\d.]+)$/.exec(expression)?.groups ?? {};
  const [selector, ...more] = readQuery(expression).selectors;
  if (selector === undefined || more.length > 0 || bound === undefined || expression.includes('['))
    throw new Error(`${alert} compares no gauge`);
  const beyond = ({ value }: Sample): boolean =>
    operator === '==' ? value === Number(bound) : value > Number(bound);
  const found = samples.filter((sample) => selects(selector, sample));
  return { values: found.map(({ value }) => value), fires: found.some(beyond) };
};

const expectOnset = (alert: string, before: Scrape, after: Scrape): void => {
  const [was, is] = [gaugeOf(alert, before), gaugeOf(alert, after)];
  expect([alert, was.values.length > 0, was.fires]).toEqual([alert, true, false]);
  expect([alert, is.fires, is.values]).toEqual([alert, true, is.values]);
};

const metered = async (settings: NodeJS.ProcessEnv = {}): Promise<TestGateway> =>
  startGateway({ ADMIN_PORT: String(await findFreePort()), ...settings });

describe('each alert notices what it warns of', () => {
  const opened: { close(): Promise<unknown> }[] = [];
  const keep = <Open extends { close(): Promise<unknown> }>(open: Open): Open => {
    opened.push(open);
    return open;
  };
  afterEach(async () => {
    for (const one of opened.splice(0).reverse()) await one.close();
  });

  it('SekishoGatewayDown: there is nothing to scrape where the gateway was', async () => {
    const gateway = await metered();
    expect(expressionOf('SekishoGatewayDown')).toBe('up{job="sekisho"} == 0');
    expect((await scrape(gateway.adminUrl)).samples.length).toBeGreaterThan(0);
    await gateway.close();
    await expect(scrape(gateway.adminUrl)).rejects.toThrow('fetch failed');
  });

  it('SekishoRedisLost, SekishoAttemptsUnavailable: Redis has gone', async () => {
    const redis = await privateRedis();
    keep({ close: () => redis.remove() });
    const gateway = keep(await metered({ REDIS_URL: redis.url }));
    const before = await scrape(gateway.adminUrl);
    await redis.stop('SIGKILL');
    const input = { loginId: MISHIMA.loginId, loginPassword: WRONG };
    const { errors } = await gateway.client().runRaw('login', { input });
    expect(errors).toMatchObject([{ extensions: { code: 'SERVICE_UNAVAILABLE' } }]);
    const after = await scrape(gateway.adminUrl);
    expectOnset('SekishoRedisLost', before, after);
    expectGrowth('SekishoAttemptsUnavailable', before, after);
    expect(gaugeOf('SekishoPostgresLost', after).fires).toBe(false);
  });

  it('SekishoPostgresLost, SekishoMeasuringFails: Postgres has gone', async () => {
    const postgres = await privateMigratedPostgres();
    keep({ close: () => postgres.remove() });
    const gateway = keep(await metered({ DATABASE_URL: postgres.url }));
    const before = await scrape(gateway.adminUrl);
    await postgres.stop('SIGKILL');
    const after = await scrape(gateway.adminUrl);
    expectOnset('SekishoPostgresLost', before, after);
    // Counted while the first scrape was written, told by the next.
    expectGrowth('SekishoMeasuringFails', before, await scrape(gateway.adminUrl));
    expect(gaugeOf('SekishoRedisLost', after).fires).toBe(false);
  });

  it('SekishoPostgresPoolExhausted, SekishoSlowLogins: somebody holds what logins read', async () => {
    const gateway = keep(await metered({ DATABASE_POOL_SIZE: '2' }));
    const before = await scrape(gateway.adminUrl);
    const blocker = new Client({ connectionString: String(gateway.env['DATABASE_URL']) });
    await blocker.connect();
    keep({ close: () => blocker.end() });
    await blocker.query('BEGIN');
    await blocker.query('LOCK TABLE users IN ACCESS EXCLUSIVE MODE');
    const logins = Array.from({ length: 6 }, (_, nth) => gateway.client().login(`nobody${nth}`, WRONG));
    await sleep(3_000);
    expectOnset('SekishoPostgresPoolExhausted', before, await scrape(gateway.adminUrl));
    await blocker.query('ROLLBACK');
    expect(kindsOf(await Promise.all(logins))).toEqual(Array(6).fill('InvalidCredentials'));
    const after = await scrape(gateway.adminUrl);
    expectGrowth('SekishoSlowLogins', before, after);
    // Nothing up to two and a half seconds, all of them beyond: so the quantile lies beyond two seconds.
    const buckets = (le: string): number =>
      after.value('sekisho_graphql_request_duration_seconds_bucket', { operation: 'login', le }) ?? NaN;
    expect([buckets('2.5'), buckets('+Inf')]).toEqual([0, 6]);
  });

  it('SekishoInternalErrors: something happens that the code does not know', async () => {
    const gateway = keep(await metered());
    const master = await loggedIn(gateway, MASTER);
    const before = await scrape(gateway.adminUrl);
    await gateway.query('ALTER TABLE organizations RENAME TO organizations_elsewhere');
    const { errors } = await master.runRaw('organization');
    expect(errors).toMatchObject([{ extensions: { code: 'INTERNAL_SERVER_ERROR' } }]);
    expectGrowth('SekishoInternalErrors', before, await scrape(gateway.adminUrl));
  });

  it('SekishoEventLoopBlocked: something keeps the process from answering', async () => {
    const gateway = keep(await metered());
    // Each scrape begins the measurement anew; a machine that has just started a gateway may need a moment.
    let before = await scrape(gateway.adminUrl);
    while (gaugeOf('SekishoEventLoopBlocked', before).fires) {
      await sleep(100);
      before = await scrape(gateway.adminUrl);
    }
    // The first tick after a scrape only begins the measurement: a block before it is not told.
    await sleep(100);
    const until = performance.now() + 600;
    while (performance.now() < until);
    await sleep(20);
    expectOnset('SekishoEventLoopBlocked', before, await scrape(gateway.adminUrl));
  });

  it('SekishoCustomersTurnedAway, SekishoGuessingFlood, SekishoLedgerContention: more come than can be hashed', async () => {
    const roomy = keep(await startGateway({ LOGIN_THROTTLE_SECONDS: '600' }));
    const deviceToken = await knownDevice(roomy, ODAWARA);
    const gateway = keep(
      await startGatewayBeside(roomy, undefined, {
        ADMIN_PORT: String(await findFreePort()),
        HASHING_CONCURRENCY: '1',
        HASHING_QUEUE_LENGTH: '1',
        ARGON2_MEMORY_KIB: '32768',
        ARGON2_TIME: '10',
        ATTEMPT_WAIT_MS: '0',
        LOGIN_THROTTLE_POINTS: '70',
      }),
    );
    const before = await scrape(gateway.adminUrl);
    const { loginId, loginPassword } = ODAWARA;
    const input = { loginId, loginPassword, deviceToken };
    await Promise.all(Array.from({ length: 20 }, () => gateway.client().runRaw('login', { input })));
    await Promise.all(Array.from({ length: 20 }, (_, nth) => gateway.client().login(`flood${nth}`, WRONG)));
    await Promise.all(Array.from({ length: 20 }, () => gateway.client().login(MISHIMA.loginId, WRONG)));
    const throttled = await Promise.all(
      Array.from({ length: 20 }, (_, nth) =>
        gateway
          .client()
          .runRaw('login', { input: { loginId: `noise${nth}`, loginPassword: WRONG, deviceToken: null } }),
      ),
    );
    expect(throttled.map(({ status }) => status)).toContain(429);
    const after = await scrape(gateway.adminUrl);
    for (const alert of ['SekishoCustomersTurnedAway', 'SekishoGuessingFlood', 'SekishoLedgerContention'])
      expectGrowth(alert, before, after);
  });

  it('SekishoLockoutWave, SekishoWrongAnswers: wrong entries, up to the suspension', async () => {
    const gateway = keep(
      await metered({ FAILURES_PER_LOCKOUT: '2', LOCKOUTS_PER_SUSPENSION: '2', LOCKOUT_SECONDS: '1' }),
    );
    const before = await scrape(gateway.adminUrl);
    await lockEnd((await wrongLogins(gateway, MISHIMA.loginId, 3)).at(-1));
    expect(kindsOf(await wrongLogins(gateway, MISHIMA.loginId, 3)).at(-1)).toBe('Suspended');
    const asked = await gateway.client().loginOnly(ODAWARA.loginId, ODAWARA.loginPassword);
    expect((await gateway.client().answer(asked, 'chigau-kotae')).__typename).toBe('WrongAnswer');
    const after = await scrape(gateway.adminUrl);
    expectGrowth('SekishoLockoutWave', before, after);
    expectGrowth('SekishoWrongAnswers', before, after);
  });

  it('SekishoHistoryUnsealed: an event has waited for its seal', async () => {
    const gateway = keep(await metered({ HISTORY_SEAL_INTERVAL_MS: '60000' }));
    const before = await scrape(gateway.adminUrl);
    await gateway.query(
      `INSERT INTO history_events (id, occurred_at, type) OVERRIDING SYSTEM VALUE
       VALUES (-1, now() - interval '61 s', 'LOGIN_FAILED')`,
    );
    expectOnset('SekishoHistoryUnsealed', before, await scrape(gateway.adminUrl));
  });

  it('SekishoNoticesLate, SekishoDeadNotices: mail does not leave', async () => {
    const gateway = keep(await metered());
    const before = await scrape(gateway.adminUrl);
    // Of an occasion that this version does not know, so that its worker leaves them alone.
    await gateway.query(
      `INSERT INTO notices (id, occasion, recipient_user_id, address, language, facts, created_at, next_attempt_at, dead_at)
       SELECT gen_random_uuid(), 'FROM_ANOTHER_VERSION', gen_random_uuid(), 'a@b.example', 'en', '{}',
              now() - interval '901 s', now(), dead_at
         FROM (VALUES (NULL::timestamptz), (now())) given (dead_at)`,
    );
    const after = await scrape(gateway.adminUrl);
    expectOnset('SekishoNoticesLate', before, after);
    expectOnset('SekishoDeadNotices', before, after);
  });

  it('and there is no other alert', () => {
    expect([...happened].sort()).toEqual([...EXPRESSIONS.keys()].sort());
  });
});
