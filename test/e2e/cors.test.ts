import { startGateway, type TestGateway } from '../support/gateway';

const ALLOWED = 'https://bank.example';
const FOREIGN = ['https://evil.example', 'null', 'http://bank.example', 'https://bank.example.evil.example'];

describe('pages of other origins', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startGateway({
      PUBLIC_ORIGIN: `${ALLOWED},https://app.bank.example`,
      LOGIN_THROTTLE_POINTS: '2',
      LOGIN_THROTTLE_SECONDS: '600',
      TRUST_PROXY: '1',
    });
  });
  afterAll(() => gateway.close());

  const preflight = (origin: string, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(`${gateway.url}/graphql`, {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type',
        ...headers,
      },
    });
  const post = (
    origin: string,
    headers: Record<string, string> = {},
    query = '{ __typename }',
  ): Promise<Response> =>
    fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { origin, 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query }),
    });
  const allowed = ({ headers }: Response): readonly (string | null)[] => [
    headers.get('access-control-allow-origin'),
    headers.get('access-control-allow-credentials'),
  ];

  it.each([ALLOWED, 'https://app.bank.example'])(
    '%s may ask, with cookies, and is named back',
    async (origin) => {
      const response = await preflight(origin);
      expect(response.status).toBe(204);
      expect(allowed(response)).toEqual([origin, 'true']);
      expect(response.headers.get('access-control-allow-methods')).toBe('GET, POST');
      expect(response.headers.get('access-control-allow-headers')?.toLowerCase()).toBe(
        'content-type, authorization, apollo-require-preflight, x-apollo-operation-name',
      );
      expect(response.headers.get('access-control-max-age')).toBe('7200');
      expect(response.headers.get('vary')).toContain('Origin');
      expect(await response.text()).toBe('');
    },
  );

  it('an allowed page reads the answer and the headers that tell of limits', async () => {
    const response = await post(ALLOWED);
    expect(response.status).toBe(200);
    expect(allowed(response)).toEqual([ALLOWED, 'true']);
    expect(response.headers.get('access-control-expose-headers')).toBe(
      'RateLimit-Policy, RateLimit, Retry-After, X-Request-Id',
    );
    expect(response.headers.get('vary')).toContain('Origin');
  });

  it.each(FOREIGN)(
    '%s is refused, preflight or not, and gets no header that would let it read',
    async (origin) => {
      for (const response of [
        await preflight(origin),
        await preflight(origin, { 'access-control-request-private-network': 'true' }),
        await post(origin),
      ]) {
        expect(response.status).toBe(403);
        expect(await response.json()).toMatchObject({
          errors: [{ extensions: { code: 'FORBIDDEN_ORIGIN' } }],
        });
        expect([...response.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
        expect(response.headers.get('vary')).toContain('Origin');
      }
    },
  );

  it('an answer never allows every origin', async () => {
    for (const response of [
      await post(ALLOWED),
      await preflight(ALLOWED),
      await fetch(`${gateway.url}/livez`),
    ]) {
      expect(response.headers.get('access-control-allow-origin')).not.toBe('*');
    }
  });

  it('a program, which names no origin, is answered without a word on it', async () => {
    const response = await fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"query":"{ __typename }"}',
    });
    expect(response.status).toBe(200);
    expect(allowed(response)).toEqual([null, null]);
    expect(response.headers.get('vary')).toContain('Origin');
  });

  it('OPTIONS that is no preflight is a method like others', async () => {
    const response = await fetch(`${gateway.url}/graphql`, { method: 'OPTIONS' });
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('GET, POST');
  });

  it('other addresses of the gateway answer no preflight', async () => {
    for (const path of ['/livez', '/readyz', '/nowhere']) {
      const response = await fetch(`${gateway.url}${path}`, {
        method: 'OPTIONS',
        headers: { origin: ALLOWED, 'access-control-request-method': 'POST' },
      });
      expect(response.status).toBe(404);
      expect(allowed(response)).toEqual([null, null]);
    }
  });

  it('an allowed page can read a refusal too: throttled, too large, malformed', async () => {
    const from = { 'x-forwarded-for': '192.0.2.77' };
    const login =
      'mutation { login(input: { loginId: "nobody77", loginPassword: "Chigau-1" }) { __typename } }';
    let throttled = await post(ALLOWED, from, login);
    for (let time = 0; time < 3; time += 1) throttled = await post(ALLOWED, from, login);
    const tooLarge = await post(ALLOWED, {}, ' '.repeat(70_000));
    const malformed = await fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { origin: ALLOWED, 'content-type': 'application/json' },
      body: '{',
    });
    expect([throttled.status, tooLarge.status, malformed.status]).toEqual([429, 413, 400]);
    for (const response of [throttled, tooLarge, malformed])
      expect(allowed(response)).toEqual([ALLOWED, 'true']);
  });
});
