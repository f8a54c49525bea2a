import { setTimeout as sleep } from 'node:timers/promises';
import { startGateway, startGatewayBeside, type TestGateway } from '../support/gateway';
import type { GatewayAnswer } from '../support/gateway-client';
import { privateRedis } from '../support/redis';
import { idOf, loggedIn, MASTER, ODAWARA } from './support/people';
import { unknownAccount } from './registration-stage';

const WINDOW = {
  REQUEST_THROTTLE_SECONDS: '600',
  LOGIN_THROTTLE_SECONDS: '600',
  SESSION_THROTTLE_SECONDS: '600',
  CHANGE_THROTTLE_SECONDS: '600',
  FAILURES_PER_LOCKOUT: '30',
};

let gateway: TestGateway;
const startWith = async (settings: NodeJS.ProcessEnv): Promise<void> => {
  gateway = await startGateway({ ...WINDOW, ...settings });
};
afterEach(() => gateway.close());

const asStranger = (query: string, headers: Record<string, string> = {}): Promise<GatewayAnswer> =>
  gateway.client({ 'accept-language': 'en', ...headers }).send(query);
const login = (forwardedFor?: string): Promise<GatewayAnswer> =>
  gateway
    .client(forwardedFor === undefined ? {} : { 'x-forwarded-for': forwardedFor })
    .runRaw('login', { input: { loginId: 'nobody77', loginPassword: 'Chigau-1' } });
const policyThatRefuses = ({ status, errors, headers }: GatewayAnswer): unknown => {
  if (status !== 429) return null;
  const [error] = errors;
  expect(error?.extensions).toEqual({
    code: 'THROTTLED',
    policy: expect.any(String) as string,
    retryAfterSeconds: expect.any(Number) as number,
  });
  expect(headers.get('retry-after')).toBe(String(error?.extensions.retryAfterSeconds));
  return (error?.extensions as { policy?: string }).policy;
};

describe('throttle policies', () => {
  it('requests › every request of an address counts, also those that come to no operation', async () => {
    await startWith({ REQUEST_THROTTLE_POINTS: '6' });
    const refusals = [];
    for (const query of [
      '{ __typename }',
      '{',
      '{ nothing }',
      `{ ${'a '.repeat(11)} }`,
      'query A { a } query B { b }',
    ]) {
      refusals.push(policyThatRefuses(await asStranger(query)));
      // What came to no operation is counted once it has been answered.
      await sleep(50);
    }
    expect((await fetch(`${gateway.url}/graphql`, { method: 'POST', body: '{' })).status).toBe(415);
    await sleep(50);
    refusals.push(policyThatRefuses(await asStranger('{ __typename }')));
    expect(refusals).toEqual([null, null, null, null, null, 'requests']);
  });

  it('requests › who is over the limit is refused whatever comes, and before it is read', async () => {
    await startWith({ REQUEST_THROTTLE_POINTS: '3' });
    for (let request = 0; request < 4; request += 1) await asStranger('{ __typename }');
    for (const response of [
      await fetch(`${gateway.url}/graphql?query={__typename}`),
      await fetch(`${gateway.url}/graphql`, { method: 'POST', body: ' '.repeat(70_000) }),
      await fetch(`${gateway.url}/graphql`, { method: 'DELETE' }),
    ]) {
      expect(response.status).toBe(429);
      expect(response.headers.get('ratelimit')).toMatch(/^"requests";r=0;t=\d+$/);
      expect(response.headers.get('ratelimit-policy')).toBe('"requests";q=3;w=600');
      expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
      expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'THROTTLED' } }] });
    }
    expect((await fetch(`${gateway.url}/livez`)).status).toBe(200);
  });

  it('login › a stranger over the limit has nothing left to do; a session of the same network has', async () => {
    await startWith({ LOGIN_THROTTLE_POINTS: '4' });
    const master = await loggedIn(gateway, MASTER);
    for (let nth = 0; nth < 5; nth += 1) await login();
    expect(policyThatRefuses(await login())).toBe('login');
    expect(policyThatRefuses(await asStranger('{ policy { __typename } }'))).toBe('login');
    expect((await master.runRaw('viewer')).errors).toEqual([]);
    // A session that is none is no way around.
    const pretended = gateway.client({ cookie: `__Host-sekisho=${'x'.repeat(64)}` });
    const guess = await pretended.runRaw('login', { input: { loginId: 'nobody77', loginPassword: 'a' } });
    expect(policyThatRefuses(guess)).toBe('login');
  });

  it('a refusal that is repeated is the same in every way, and meets nobody else', async () => {
    await startWith({ LOGIN_THROTTLE_POINTS: '2', TRUST_PROXY: '1' });
    const master = await loggedIn(gateway, MASTER);
    const from = { 'x-forwarded-for': '192.0.2.1', 'accept-language': 'en' };
    await asStranger('{ policy { __typename } }', from);
    for (let nth = 0; nth < 3; nth += 1) await login('192.0.2.1');
    const refusals = [];
    for (let nth = 0; nth < 5; nth += 1) refusals.push(await asStranger('{ policy { __typename } }', from));
    expect(refusals.map(policyThatRefuses)).toEqual(Array(5).fill('login'));
    const shapes = refusals.map(({ headers }) =>
      [...headers.keys()].filter((name) => name !== 'date').sort(),
    );
    expect(new Set(shapes.map((names) => names.join()))).toEqual(new Set([shapes[0]?.join()]));
    expect(new Set(refusals.map(({ headers }) => headers.get('x-request-id'))).size).toBe(5);
    const other = { ...from, 'x-forwarded-for': '192.0.2.2' };
    expect(policyThatRefuses(await asStranger('{ policy { __typename } }', other))).toBeNull();
    expect((await master.send('{ viewer { id } }', {}, from)).errors).toEqual([]);
    const japanese = await asStranger('{ __typename }', { ...from, 'accept-language': 'ja' });
    expect(japanese.errors[0]?.message).toContain('秒後');
    const page = await asStranger('{ __typename }', { ...from, origin: gateway.url });
    expect(page.headers.get('access-control-allow-origin')).toBe(gateway.url);
  });

  it('registration › openRegistration has a quota of its own beside that of logins', async () => {
    await startWith({ REGISTRATION_THROTTLE_POINTS: '2' });
    const open = (): Promise<GatewayAnswer> =>
      gateway.client().runRaw('open-registration', { input: unknownAccount() });
    expect((await open()).headers.get('ratelimit-policy')).toBe(
      '"requests";q=1000000;w=600, "login";q=1000000;w=600, "registration";q=2;w=3600',
    );
    await open();
    expect(policyThatRefuses(await open())).toBe('registration');
    expect(policyThatRefuses(await login())).toBeNull();
  });

  it('session › counts for itself, whatever the address', async () => {
    await startWith({ SESSION_THROTTLE_POINTS: '3', TRUST_PROXY: '1' });
    const [master, user] = [await loggedIn(gateway, MASTER), await loggedIn(gateway, ODAWARA)];
    const refusals = [];
    for (let nth = 0; nth < 4; nth += 1) {
      const answer = await master.send(
        '{ viewer { id } }',
        {},
        { 'x-forwarded-for': `192.0.2.${String(nth)}` },
      );
      refusals.push(policyThatRefuses(answer));
    }
    expect(refusals).toEqual([null, null, null, 'session']);
    expect((await user.runRaw('viewer')).errors).toEqual([]);
  });

  it('changes › what a secret confirms is counted by session, and a refusal costs no attempt', async () => {
    await startWith({ CHANGE_THROTTLE_POINTS: '2' });
    const master = await loggedIn(gateway, MASTER);
    const userId = await idOf(gateway, ODAWARA);
    const suspend = (): Promise<GatewayAnswer> =>
      master.runRaw('suspend-user', { input: { userId, confirmationPassword: 'Chigau-1' } });
    await suspend();
    await suspend();
    const before = await gateway.query('SELECT count(*) FROM history_events');
    expect(policyThatRefuses(await suspend())).toBe('changes');
    expect(await gateway.query('SELECT count(*) FROM history_events')).toEqual(before);
    expect((await master.runRaw('viewer')).errors).toEqual([]);
  });

  it('counts for all gateways together', async () => {
    await startWith({ REQUEST_THROTTLE_POINTS: '3' });
    const beside = await startGatewayBeside(gateway);
    for (let nth = 0; nth < 3; nth += 1) await asStranger('{ __typename }');
    expect(policyThatRefuses(await beside.client().send('{ __typename }'))).toBe('requests');
    await beside.close();
  });

  it('a window that ends lets in again', async () => {
    await startWith({ LOGIN_THROTTLE_POINTS: '1', LOGIN_THROTTLE_SECONDS: '1' });
    await login();
    expect(policyThatRefuses(await login())).toBe('login');
    await sleep(1_100);
    expect(policyThatRefuses(await login())).toBeNull();
  });

  it('while Redis is away each gateway goes on counting for itself', async () => {
    const redis = await privateRedis();
    await startWith({ LOGIN_THROTTLE_POINTS: '3', REDIS_URL: redis.url });
    await redis.stop();
    const statuses = [];
    for (let nth = 0; nth < 4; nth += 1) statuses.push((await login()).status);
    expect(statuses).toEqual([200, 200, 200, 429]);
    await redis.remove();
  });
});

describe('the address that is counted cannot be chosen', () => {
  const exhaust = async (addresses: readonly string[]): Promise<readonly number[]> => {
    const statuses = [];
    for (const address of addresses) statuses.push((await login(address)).status);
    return statuses;
  };
  const range = (of: (nth: number) => string): readonly string[] => [0, 1, 2, 3].map(of);
  const ONE = [200, 200, 200, 429];
  const MANY = [200, 200, 200, 200];
  const LIMIT = { LOGIN_THROTTLE_POINTS: '3' };

  it.each([
    ['none trusted, an address claimed', 'none', (nth: number) => `192.0.2.${String(nth)}`, ONE],
    ['none trusted, a chain claimed', 'none', (nth: number) => `192.0.2.${String(nth)}, 127.0.0.1`, ONE],
    [
      'one hop, addresses claimed before it',
      '1',
      (nth: number) => `198.51.100.${String(nth)}, 192.0.2.1`,
      ONE,
    ],
    ['one hop, other clients', '1', (nth: number) => `198.51.100.1, 192.0.2.${String(nth)}`, MANY],
    [
      'two hops, addresses claimed before them',
      '2',
      (nth: number) => `198.51.100.${String(nth)}, 192.0.2.1, 10.0.0.1`,
      ONE,
    ],
    ['two hops, other clients', '2', (nth: number) => `192.0.2.${String(nth)}, 10.0.0.1`, MANY],
    [
      'trusted networks, a claim from outside',
      '127.0.0.0/8,10.0.0.0/8',
      (nth: number) => `198.51.100.${String(nth)}, 192.0.2.1, 10.0.0.1`,
      ONE,
    ],
    [
      'trusted networks, a claim to be inside',
      '127.0.0.0/8,10.0.0.0/8',
      (nth: number) => `10.0.9.${String(nth)}, 192.0.2.1, 10.0.0.1`,
      ONE,
    ],
    ['an untrusted peer', '10.0.0.0/8', (nth: number) => `192.0.2.${String(nth)}, 10.0.0.1`, ONE],
    ['rotating within an IPv6 /64', '1', (nth: number) => `2001:db8:1:2:${String(nth)}::${String(nth)}`, ONE],
    ['another IPv6 /64', '1', (nth: number) => `2001:db8:1:${String(nth)}::1`, MANY],
    [
      'IPv4 in four spellings',
      '1',
      (nth: number) => ['192.0.2.1', '::ffff:192.0.2.1', '::ffff:c000:201', '192.0.2.1:4321'][nth] ?? '',
      ONE,
    ],
    [
      'IPv6 in four spellings',
      '1',
      (nth: number) =>
        ['2001:db8::1', '2001:DB8:0::1', '2001:db8:0:0:0:0:0:1', '[2001:db8::1]:443'][nth] ?? '',
      ONE,
    ],
    ['nonsense', '1', (nth: number) => ['nonsense', 'unknown', '_x', '999.9.9.9'][nth] ?? '', ONE],
  ])('%s (TRUST_PROXY=%s)', async (_what, trust, address, statuses) => {
    await startWith({ ...LIMIT, TRUST_PROXY: trust });
    expect(await exhaust(range(address))).toEqual(statuses);
  });

  it('other headers that name an address are not believed at all', async () => {
    await startWith({ ...LIMIT, TRUST_PROXY: '1' });
    const statuses = [];
    for (const nth of [0, 1, 2, 3]) {
      const address = `192.0.2.${String(nth)}`;
      const headers = { forwarded: `for=${address}`, 'x-real-ip': address, 'cf-connecting-ip': address };
      const client = gateway.client({ ...headers, 'true-client-ip': address, 'x-client-ip': address });
      const answer = await client.runRaw('login', { input: { loginId: 'nobody77', loginPassword: 'a' } });
      statuses.push(answer.status);
    }
    expect(statuses).toEqual(ONE);
  });
});
