import { startGateway, type TestGateway } from '../support/gateway';
import type { GatewayClient } from '../support/gateway-client';
import { historyOf } from './support/entries';
import { idOf, loggedIn, ODAWARA } from './support/people';

const { loginId, loginPassword } = ODAWARA;
const LOGIN =
  'mutation ($input: LoginInput!) { login(input: $input) { __typename ... on LoggedIn { sessionToken } } }';

describe('R9 › sessions of browsers', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startGateway({ PUBLIC_ORIGIN: 'https://bank.example' });
  });
  afterAll(() => gateway.close());

  const cookieLogin = async (headers = {}): ReturnType<GatewayClient['send']> =>
    gateway.client().send(LOGIN, { input: { loginId, loginPassword } }, headers);
  const tokenOf = (setCookie: string): string => /=([^;]+)/.exec(setCookie)?.[1] ?? '';

  it('the token comes as a __Host- cookie out of reach of scripts and other sites, and not in the body', async () => {
    const answer = await cookieLogin();
    const [cookie = '', ...others] = answer.headers.getSetCookie();
    expect(others).toEqual([]);
    const [pair = '', ...attributes] = cookie.split('; ');
    expect(pair).toMatch(/^__Host-sekisho=[\w-]{64}$/);
    expect(attributes.sort()).toEqual(['HttpOnly', 'Path=/', 'SameSite=Strict', 'Secure']);
    expect(answer.data).toEqual({ login: { __typename: 'LoggedIn', sessionToken: null } });
    expect(answer.text).not.toContain(tokenOf(cookie));
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  it('the cookie is a session; logout takes it back', async () => {
    const client = gateway.client();
    await client.send(LOGIN, { input: { loginId, loginPassword } });
    expect((await client.runRaw('viewer')).errors).toEqual([]);
    const [cleared = ''] = (await client.runRaw('logout')).headers.getSetCookie();
    expect(cleared).toMatch(/^__Host-sekisho=;/);
    expect(cleared).toMatch(/Expires=Thu, 01 Jan 1970/);
    expect((await client.runRaw('viewer')).errors).toMatchObject([
      { extensions: { code: 'UNAUTHENTICATED' } },
    ]);
  });

  it('BEARER delivery sets no cookie; a refused login neither', async () => {
    const bearer = await gateway
      .client()
      .runRaw('login', { input: { loginId, loginPassword, delivery: 'BEARER' } });
    expect(bearer.headers.getSetCookie()).toEqual([]);
    const refused = await gateway.client().send(LOGIN, { input: { loginId, loginPassword: 'x' } });
    expect(refused.headers.getSetCookie()).toEqual([]);
    await loggedIn(gateway, ODAWARA);
  });

  it.each(['https://evil.example', 'null', 'https://bank.example.evil.example', 'http://bank.example', ''])(
    'a request from the origin "%s" is refused before anything is verified',
    async (origin) => {
      const before = await historyOf(gateway, await idOf(gateway, ODAWARA));
      const answer = await cookieLogin({ origin });
      expect(answer.status).toBe(403);
      expect(answer.errors).toMatchObject([{ extensions: { code: 'FORBIDDEN_ORIGIN' } }]);
      expect(answer.headers.getSetCookie()).toEqual([]);
      expect(await historyOf(gateway, await idOf(gateway, ODAWARA))).toEqual(before);
    },
  );

  it('a request from its own origin or an allowed one is answered', async () => {
    for (const origin of [gateway.url, 'https://bank.example']) {
      expect((await cookieLogin({ origin })).data).toMatchObject({ login: { __typename: 'LoggedIn' } });
    }
  });

  it.each([
    ['text/plain', JSON.stringify({ query: LOGIN, variables: { input: { loginId, loginPassword } } })],
    ['application/x-www-form-urlencoded', new URLSearchParams({ query: LOGIN }).toString()],
    [
      'multipart/form-data; boundary=x',
      `--x\r\nContent-Disposition: form-data; name="query"\r\n\r\n${LOGIN}\r\n--x--`,
    ],
  ])('what a form of another site can send is refused: %s', async (type, body) => {
    const before = await historyOf(gateway);
    const answer = await gateway.client().post(body, { 'content-type': type });
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
    expect(answer.errors).toHaveLength(1);
    expect(await historyOf(gateway)).toEqual(before);
  });

  it.each([{}, { 'apollo-require-preflight': 'true' }, { 'content-type': 'application/json' }])(
    'a mutation by GET is refused (%j)',
    async (headers) => {
      const before = await historyOf(gateway);
      const query = `mutation { login(input: { loginId: "${loginId}", loginPassword: "${loginPassword}" }) { __typename } }`;
      const response = await fetch(`${gateway.url}/graphql?${new URLSearchParams({ query }).toString()}`, {
        headers,
      });
      expect([400, 405]).toContain(response.status);
      expect(await response.json()).toMatchObject({ errors: [{ extensions: {} }] });
      expect(await historyOf(gateway)).toEqual(before);
    },
  );
});
