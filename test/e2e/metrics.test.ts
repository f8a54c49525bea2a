import { randomBytes } from 'node:crypto';
import { findFreePort } from '../../src/platform/embedded/free-port';
import { startGateway, type TestGateway } from '../support/gateway';
import { scrape, type Scrape } from '../support/scrape';
import { wrongLogins, WRONG } from './support/entries';
import { idOf, knownDevice, loggedIn, MASTER, MISHIMA, ODAWARA } from './support/people';

async function meteredGateway(overrides: NodeJS.ProcessEnv = {}): Promise<TestGateway> {
  return startGateway({
    ADMIN_PORT: String(await findFreePort()),
    FAILURES_PER_LOCKOUT: '3',
    LOCKOUTS_PER_SUSPENSION: '1',
    ...overrides,
  });
}

describe('metrics tell what happened', () => {
  let gateway: TestGateway;
  let before: Scrape;
  let after: Scrape;
  beforeAll(async () => {
    gateway = await meteredGateway({ LOCKOUTS_PER_SUSPENSION: '2' });
    before = await scrape(gateway.adminUrl);
    const master = await loggedIn(gateway, MASTER);
    await wrongLogins(gateway, MISHIMA.loginId, 4);
    const asked = await gateway.client().loginOnly(ODAWARA.loginId, ODAWARA.loginPassword);
    await gateway.client().answer(asked, 'chigau-kotae');
    await master.run('suspend-user', {
      input: { userId: await idOf(gateway, ODAWARA), confirmationPassword: MASTER.confirmationPassword },
    });
    await master.run('logout');
    await gateway.client().runRaw('viewer');
    await fetch(`${gateway.url}/nowhere`);
    after = await scrape(gateway.adminUrl);
  });
  afterAll(() => gateway.close());

  const grown = (name: string, labels: Record<string, string> = {}): number => {
    const [was, is] = [before.value(name, labels), after.value(name, labels)];
    if (is === undefined) throw new Error(`there is no ${name} ${JSON.stringify(labels)}`);
    return is - (was ?? 0);
  };

  it.each([
    ['sekisho_logins_total', { outcome: 'additional_authentication_required' }, 2],
    ['sekisho_logins_total', { outcome: 'invalid_credentials' }, 2],
    ['sekisho_logins_total', { outcome: 'locked_out' }, 2],
    ['sekisho_logins_total', { outcome: 'logged_in' }, 0],
    ['sekisho_logins_total', { outcome: 'temporary_password_expired' }, 0],
    ['sekisho_additional_authentications_total', { outcome: 'logged_in' }, 1],
    ['sekisho_additional_authentications_total', { outcome: 'wrong_answer' }, 1],
    ['sekisho_attempts_total', { kind: 'login_password', outcome: 'succeeded' }, 2],
    ['sekisho_attempts_total', { kind: 'login_password', outcome: 'failed' }, 2],
    ['sekisho_attempts_total', { kind: 'login_password', outcome: 'locked_out' }, 2],
    ['sekisho_attempts_total', { kind: 'confirmation_password', outcome: 'succeeded' }, 1],
    ['sekisho_lockouts_total', { kind: 'login_password' }, 1],
    ['sekisho_suspensions_total', { kind: 'login_password', cause: 'decision' }, 1],
    ['sekisho_suspensions_total', { kind: 'login_password', cause: 'wrong_entries' }, 0],
    ['sekisho_history_events_total', { type: 'login_failed' }, 2],
    ['sekisho_history_events_total', { type: 'additional_authentication_failed' }, 1],
    ['sekisho_sessions_begun_total', {}, 1],
    ['sekisho_session_endings_total', { scope: 'one' }, 1],
    ['sekisho_session_endings_total', { scope: 'user' }, 1],
    ['sekisho_throttle_decisions_total', { policy: 'login', decision: 'allowed' }, 8],
    ['sekisho_ledger_permit_wait_seconds_count', { outcome: 'locked_out' }, 1],
    ['sekisho_hashing_wait_seconds_count', { lane: 'strangers' }, 7],
    ['sekisho_hashing_wait_seconds_count', { lane: 'customers' }, 1],
    ['sekisho_graphql_request_duration_seconds_count', { operation: 'login', status: '200' }, 6],
    ['sekisho_graphql_errors_total', { code: 'UNAUTHENTICATED' }, 1],
    ['sekisho_http_request_duration_seconds_count', { route: 'none', status: '404' }, 1],
  ])('%s %j grows by %i', (name, labels, by) => {
    expect(grown(name, labels)).toBe(by);
  });

  it.each([
    ['sekisho_dependency_up', { server: 'postgres' }, 1],
    ['sekisho_dependency_up', { server: 'redis' }, 1],
    ['sekisho_hashing_running', {}, 0],
    ['sekisho_hashing_waiting', { lane: 'strangers' }, 0],
    ['sekisho_postgres_connections', { state: 'waiting' }, 0],
    ['sekisho_notices_dead', {}, 0],
    ['sekisho_draining', {}, 0],
  ])('%s %j stands at %i', (name, labels, value) => {
    expect(after.value(name, labels)).toBe(value);
  });

  it('a login that nothing is asked of is an event of the history as well', async () => {
    const deviceToken = await knownDevice(gateway, MASTER);
    const { loginId, loginPassword } = MASTER;
    const events = async (): Promise<number> =>
      (await scrape(gateway.adminUrl)).value('sekisho_history_events_total', { type: 'login_succeeded' }) ??
      NaN;
    const were = await events();
    const login = await gateway.client().run('login', { input: { loginId, loginPassword, deviceToken } });
    expect(login.__typename).toBe('LoggedIn');
    expect(await events()).toBe(were + 1);
  });

  it('there are the metrics of the process and its event loop too', () => {
    expect(after.value('process_resident_memory_bytes')).toBeGreaterThan(1_000_000);
    expect(after.value('nodejs_eventloop_lag_p99_seconds')).toBeGreaterThan(0);
  });

  it('an outbox and a history that fall behind show, with their ages', async () => {
    await gateway.query(
      `INSERT INTO notices (id, occasion, recipient_user_id, address, language, facts, created_at, next_attempt_at, dead_at)
       SELECT gen_random_uuid(), 'FROM_ANOTHER_VERSION', gen_random_uuid(), 'a@b.example', 'en', '{}',
              now() - interval '300 s', now(), dead_at
         FROM (VALUES (NULL::timestamptz), (now()), (now())) given (dead_at)`,
    );
    const { value } = await scrape(gateway.adminUrl);
    expect(value('sekisho_notices_dead')).toBe(2);
    expect(value('sekisho_notices_pending')).toBeGreaterThanOrEqual(1);
    expect(value('sekisho_notices_oldest_pending_seconds')).toBeGreaterThanOrEqual(300);
  });

  it('health is answered beside them, and nothing else is', async () => {
    const statuses = ['/livez', '/readyz', '/graphql', '/'].map(async (path) => {
      const { status } = await fetch(`${String(gateway.adminUrl)}${path}`);
      return status;
    });
    expect(await Promise.all(statuses)).toEqual([200, 200, 404, 404]);
  });

  it('they are not served where customers are', async () => {
    expect((await fetch(`${gateway.url}/metrics`)).status).toBe(404);
  });
});

describe('metrics tell what was refused', () => {
  let gateway: TestGateway;
  let before: Scrape;
  let after: Scrape;
  beforeAll(async () => {
    gateway = await meteredGateway({ LOGIN_THROTTLE_POINTS: '4', LOGIN_THROTTLE_SECONDS: '600' });
    const general = await loggedIn(gateway, MISHIMA);
    before = await scrape(gateway.adminUrl);
    await general.runRaw('users');
    await gateway.client().runRaw('users');
    await gateway.client().send(`{ ${'a { '.repeat(9)} b ${'}'.repeat(9)} }`);
    await fetch(`${gateway.url}/graphql`, { method: 'POST', headers: { origin: 'https://evil.example' } });
    // The login of above counted as two: it was asked a question.
    for (let nth = 0; nth < 5; nth += 1)
      await gateway.client().runRaw('login', { input: { loginId: 'nobody77', loginPassword: WRONG } });
    after = await scrape(gateway.adminUrl);
  });
  afterAll(() => gateway.close());

  it.each([
    // One by Redis, one from memory before GraphQL, one before the framework.
    ['sekisho_throttle_decisions_total', { policy: 'login', decision: 'refused' }, 3],
    ['sekisho_throttle_decisions_total', { policy: 'login', decision: 'allowed' }, 2],
    ['sekisho_graphql_errors_total', { code: 'FORBIDDEN' }, 1],
    ['sekisho_graphql_errors_total', { code: 'UNAUTHENTICATED' }, 1],
    ['sekisho_graphql_errors_total', { code: 'THROTTLED' }, 1],
    ['sekisho_refused_requests_total', { code: 'FORBIDDEN' }, 1],
    ['sekisho_refused_requests_total', { code: 'UNAUTHENTICATED' }, 1],
    ['sekisho_refused_requests_total', { code: 'FORBIDDEN_ORIGIN' }, 1],
    ['sekisho_refused_requests_total', { code: 'TOO_DEEP' }, 1],
    // The third was a repetition, which the throttle alone counts.
    ['sekisho_refused_requests_total', { code: 'THROTTLED' }, 2],
  ])('%s %j grows by %i', (name, labels, by) => {
    expect([name, (after.value(name, labels) ?? NaN) - (before.value(name, labels) ?? NaN)]).toEqual([
      name,
      by,
    ]);
  });
});

describe('metrics tell nothing of anybody', () => {
  it('what clients choose makes no series and stands in none', async () => {
    const gateway = await meteredGateway();
    try {
      const canary = (): string => `kanari${randomBytes(3).toString('hex')}`;
      const planted = Array.from({ length: 8 }, canary);
      const [operation, alias, field, path, loginId, agent, header, argument] = planted;
      const master = await loggedIn(gateway, MASTER);
      const attack = async (text: (one: string | undefined) => string): Promise<void> => {
        await master.send(`query ${text(operation)} { ${text(alias)}: viewer { id } }`);
        await master.send(`{ ${text(field)} }`);
        await master.send(`{ viewer { id } policy { minLength } ${text(field)}: policy { minLength } }`);
        await master.send(`query ($v: String = "${text(argument)}") { user(id: $v) { id } }`);
        await master.post(`{"query":"{ viewer { id } }","operationName":"${text(operation)}"}`);
        await fetch(`${gateway.url}/${text(path)}?${text(path)}`);
        await fetch(`${gateway.url}/${text(path)}`, { method: 'OPTIONS' });
        await gateway.client().login(text(loginId).slice(0, 12), WRONG);
        await gateway
          .client({ 'user-agent': text(agent), 'x-request-id': text(header), 'accept-language': 'en' })
          .runRaw('viewer');
      };
      await attack((one) => `${String(one)}a`);
      const first = await scrape(gateway.adminUrl);
      for (let round = 0; round < 5; round += 1) await attack((one) => `${String(one)}${String(round)}`);
      await wrongLogins(gateway, MISHIMA.loginId, 4);
      const { text, samples } = await scrape(gateway.adminUrl);

      const series = ({ name, labels }: Scrape['samples'][number]): string =>
        `${name} ${JSON.stringify(labels)}`;
      const known = new Set(first.samples.map(series));
      const fresh = samples.map(series).filter((one) => !known.has(one) && one.startsWith('sekisho_'));
      expect(fresh).toEqual([]);

      const users = await gateway.query<{ id: string; organization: string | null; address: string }>(
        'SELECT id, organization_id AS organization, email AS address FROM users',
      );
      const private_ = [
        ...planted.map((one) => one.slice(0, 8)),
        ...users.flatMap(({ id, organization, address }) => [id, address, organization ?? id]),
        ...[MASTER, MISHIMA, ODAWARA].flatMap((who) => [who.loginId, who.loginPassword, who.name]),
        WRONG,
        '127.0.0.1',
      ];
      for (const secret of private_) expect(text.includes(secret)).toBe(false);
      expect(text).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-/);
    } finally {
      await gateway.close();
    }
  });
});

describe('without ADMIN_PORT', () => {
  it('there is no admin server', async () => {
    const gateway = await startGateway();
    try {
      expect(gateway.adminUrl).toBeNull();
    } finally {
      await gateway.close();
    }
  });
});
