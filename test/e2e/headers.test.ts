import { startGateway, type TestGateway } from '../support/gateway';

/** OWASP HTTP Headers and REST Security Cheat Sheets. */
const WANTED = {
  'cache-control': 'no-store',
  'content-security-policy':
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};
const HSTS = 'max-age=31536000; includeSubDomains';

describe('headers of every answer', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startGateway({ PLAYGROUND: 'on', REQUEST_THROTTLE_POINTS: '100', TRUST_PROXY: '1' });
  });
  afterAll(() => gateway.close());

  const post = (body: string, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json', ...headers },
    });
  const flood = async (): Promise<Response> => {
    const from = { 'x-forwarded-for': '192.0.2.200' };
    await Promise.all(Array.from({ length: 101 }, () => post('{"query":"{ __typename }"}', from)));
    return post('{"query":"{ __typename }"}', from);
  };

  it.each([
    ['an answer', 200, () => post('{"query":"{ __typename }"}')],
    ['an error of an operation', 200, () => post('{"query":"{ viewer { id } }"}')],
    ['an exceeded limit', 400, () => post(`{"query":"{ ${'a '.repeat(11)} }"}`)],
    ['malformed JSON', 400, () => post('{')],
    ['a body too large', 413, () => post(' '.repeat(70_000))],
    ['a foreign origin', 403, () => post('{}', { origin: 'https://evil.example' })],
    ['a foreign media type', 415, () => post('{}', { 'content-type': 'text/plain' })],
    ['another method', 405, () => fetch(`${gateway.url}/graphql`, { method: 'DELETE' })],
    ['a throttled flood', 429, flood],
    ['nothing there', 404, () => fetch(`${gateway.url}/nowhere`)],
    ['health', 200, () => fetch(`${gateway.url}/livez`)],
  ])('%s: %i', async (_what, status, send) => {
    const response = await send();
    expect(response.status).toBe(status);
    expect(Object.fromEntries(response.headers)).toMatchObject(WANTED);
    expect(response.headers.get('strict-transport-security')).toBe(HSTS);
    expect(response.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    for (const name of ['server', 'x-powered-by', 'via']) expect(response.headers.has(name)).toBe(false);
  });

  it('the Playground’s page has a policy of its own, and the rest', async () => {
    const { headers } = await fetch(`${gateway.url}/playground`);
    expect(headers.get('content-security-policy')).toContain("script-src 'self'");
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
    expect(headers.get('strict-transport-security')).toBe(HSTS);
  });

  it.each(['/graphql?query={__typename}', '/graphql', '/nowhere', '/livez', '/readyz', '/playground'])(
    'what is text says that it is UTF-8: %s',
    async (path) => {
      const { headers } = await fetch(`${gateway.url}${path}`);
      expect(headers.get('content-type')).toMatch(/^(application\/[\w+-]*json|text\/\w+); charset=utf-8$/);
    },
  );

  it('over plain HTTP nothing is said of HTTPS', async () => {
    const open = await startGateway({ COOKIE_SECURE: 'off' });
    const response = await fetch(`${open.url}/livez`);
    expect(response.headers.has('strict-transport-security')).toBe(false);
    expect(Object.fromEntries(response.headers)).toMatchObject(WANTED);
    await open.close();
  });
});
