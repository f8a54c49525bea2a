import { newSessionToken } from '../../src/session/session-token';
import { startGateway, type TestGateway } from '../support/gateway';
import { demoAnswer, type GatewayClient, type UnionResult } from '../support/gateway-client';
import { historyOf } from './support/entries';
import { idOf, knownDevice, loggedIn, MISHIMA, ODAWARA } from './support/people';

const { loginId, loginPassword } = ODAWARA;
const LOGIN = `mutation ($input: LoginInput!) { login(input: $input) {
  __typename
  ... on LoggedIn { sessionToken deviceToken }
  ... on AdditionalAuthenticationRequired { challengeToken question { id } }
} }`;

describe('R9 › sessions of browsers', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startGateway({ PUBLIC_ORIGIN: 'https://bank.example' });
  });
  afterAll(() => gateway.close());

  const cookieLogin = (client: GatewayClient, headers = {}): ReturnType<GatewayClient['send']> =>
    client.send(LOGIN, { input: { loginId, loginPassword } }, headers);
  const tokenOf = (setCookie: string): string => /=([^;]+)/.exec(setCookie)?.[1] ?? '';

  /** Logs in with a browser never seen before, and answers the question that it is asked (R8). */
  const firstLogin = async (client: GatewayClient): ReturnType<GatewayClient['send']> => {
    const asked = (await cookieLogin(client)).data?.['login'] as UnionResult;
    const { challengeToken } = asked;
    return client.runRaw('answer-security-question', {
      input: { challengeToken, answer: demoAnswer(loginId, asked) },
    });
  };

  /** A browser that the user has logged in with; what it logs in with from now on is asked nothing. */
  const knownBrowser = async (): Promise<GatewayClient> => {
    const client = gateway.client();
    await firstLogin(client);
    return client;
  };

  it('a question is asked without any cookie', async () => {
    const asked = await cookieLogin(gateway.client());
    expect(asked.data).toMatchObject({ login: { __typename: 'AdditionalAuthenticationRequired' } });
    expect(asked.headers.getSetCookie()).toEqual([]);
  });

  it.each([
    ['login', async () => cookieLogin(await knownBrowser())],
    ['answerSecurityQuestion', () => firstLogin(gateway.client())],
  ] as const)(
    '%s hands session and device over as __Host- cookies out of reach of scripts and other sites, not in the body',
    async (operation, enter) => {
      const answer = await enter();
      const cookies = answer.headers.getSetCookie();
      const parts = cookies.map((cookie) => cookie.split('; ').sort());
      const reach = ['HttpOnly', 'Path=/', 'SameSite=Strict', 'Secure'];
      const session = expect.stringMatching(/^__Host-sekisho=[\w-]{64}$/) as string;
      const device = expect.stringMatching(/^__Host-sekisho-device=[\w-]{64}$/) as string;
      expect(parts).toEqual([
        [...reach, session],
        // The device's outlives the browser: a session ends, a device stays known (400 days).
        ['HttpOnly', 'Max-Age=34560000', 'Path=/', 'SameSite=Strict', 'Secure', device],
      ]);
      expect(answer.data?.[operation]).toMatchObject({
        __typename: 'LoggedIn',
        sessionToken: null,
        deviceToken: null,
      });
      for (const cookie of cookies) expect(answer.text).not.toContain(tokenOf(cookie));
      expect(answer.headers.get('cache-control')).toBe('no-store');
    },
  );

  it('the cookie is a session; logout takes it back, and leaves the device known', async () => {
    const client = await knownBrowser();
    expect((await client.runRaw('viewer')).errors).toEqual([]);
    const [cleared = '', ...others] = (await client.runRaw('logout')).headers.getSetCookie();
    expect(others).toEqual([]);
    expect(cleared).toMatch(/^__Host-sekisho=;/);
    expect(cleared).toMatch(/Expires=Thu, 01 Jan 1970/);
    expect((await client.runRaw('viewer')).errors).toMatchObject([
      { extensions: { code: 'UNAUTHENTICATED' } },
    ]);
    expect((await cookieLogin(client)).data).toMatchObject({ login: { __typename: 'LoggedIn' } });
  });

  it('BEARER delivery sets no cookie; a refused login neither', async () => {
    const deviceToken = await knownDevice(gateway, ODAWARA);
    const input = { loginId, loginPassword, delivery: 'BEARER', deviceToken };
    const bearer = await gateway.client().runRaw('login', { input });
    expect(bearer.data).toMatchObject({ login: { __typename: 'LoggedIn', deviceToken } });
    expect(bearer.headers.getSetCookie()).toEqual([]);
    const refused = await gateway.client().send(LOGIN, { input: { loginId, loginPassword: 'x' } });
    expect(refused.headers.getSetCookie()).toEqual([]);
    await loggedIn(gateway, ODAWARA);
  });

  it.each(['https://evil.example', 'null', 'https://bank.example.evil.example', 'http://bank.example', ''])(
    'a request from the origin "%s" is refused before anything is verified',
    async (origin) => {
      const before = await historyOf(gateway, await idOf(gateway, ODAWARA));
      const answer = await cookieLogin(gateway.client(), { origin });
      expect(answer.status).toBe(403);
      expect(answer.errors).toMatchObject([{ extensions: { code: 'FORBIDDEN_ORIGIN' } }]);
      expect(answer.headers.getSetCookie()).toEqual([]);
      expect(await historyOf(gateway, await idOf(gateway, ODAWARA))).toEqual(before);
    },
  );

  it('a request from its own origin or an allowed one is answered', async () => {
    const client = await knownBrowser();
    for (const origin of [gateway.url, 'https://bank.example']) {
      const { data } = await cookieLogin(client, { origin });
      expect(data).toMatchObject({ login: { __typename: 'LoggedIn' } });
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

describe('R9 › a browser that logs in again', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startGateway({ SESSION_SINGLE: 'off' });
  });
  afterAll(() => gateway.close());

  /** Logs in with cookies, and answers the question if one is asked; gives the session token that the browser keeps. */
  const enter = async (browser: GatewayClient, who: typeof ODAWARA): Promise<string> => {
    const { data, headers } = await browser.send(LOGIN, {
      input: { loginId: who.loginId, loginPassword: who.loginPassword },
    });
    const result = data?.['login'] as UnionResult;
    const answered =
      result.__typename === 'LoggedIn'
        ? headers
        : (
            await browser.runRaw('answer-security-question', {
              input: { challengeToken: result['challengeToken'], answer: demoAnswer(who.loginId, result) },
            })
          ).headers;
    return /sekisho=([^;]+)/.exec(answered.getSetCookie().join())?.[1] ?? '';
  };
  const works = async (token: string): Promise<boolean> => {
    const client = gateway.client();
    client.useBearer(token);
    return (await client.runRaw('viewer')).errors.length === 0;
  };

  it.each([
    ['login', ODAWARA],
    ['answerSecurityQuestion', MISHIMA],
  ] as const)(
    '%s ends the session whose cookie it replaces, whoever’s that was',
    async (_operation, next) => {
      const browser = gateway.client();
      const elsewhere = await enter(gateway.client(), ODAWARA);
      const replaced = await enter(browser, ODAWARA);
      expect(await works(replaced)).toBe(true);
      const fresh = await enter(browser, next);
      expect([await works(replaced), await works(fresh), await works(elsewhere)]).toEqual([
        false,
        true,
        true,
      ]);
    },
  );

  it('a token that is not whole ends nobody’s session', async () => {
    const victim = await enter(gateway.client(), ODAWARA);
    // It names the victim, who is not hard to name, by its first 16 bytes; of the secret the last bits are another's.
    const guessed = newSessionToken(await idOf(gateway, ODAWARA)).text;
    const near = `${victim.slice(0, -1)}${victim.endsWith('A') ? 'B' : 'A'}`;
    const deviceToken = await knownDevice(gateway, MISHIMA);
    const input = { loginId: MISHIMA.loginId, loginPassword: MISHIMA.loginPassword, deviceToken };
    for (const cookie of [guessed, near]) {
      const { data } = await gateway.client().send(LOGIN, { input }, { cookie: `__Host-sekisho=${cookie}` });
      expect(data).toMatchObject({ login: { __typename: 'LoggedIn' } });
    }
    expect(await works(victim)).toBe(true);
  });

  it('a wrong password ends nothing', async () => {
    const browser = gateway.client();
    const token = await enter(browser, ODAWARA);
    await browser.send(LOGIN, { input: { loginId: ODAWARA.loginId, loginPassword: 'wrong0ne' } });
    expect(await works(token)).toBe(true);
  });

  it.each(['x', 'A'.repeat(64), '%00'])(
    'what is no session in the cookie keeps nobody out: %s',
    async (text) => {
      const { loginId, loginPassword } = ODAWARA;
      const deviceToken = await knownDevice(gateway, ODAWARA);
      const { data } = await gateway
        .client()
        .send(
          LOGIN,
          { input: { loginId, loginPassword, deviceToken } },
          { cookie: `__Host-sekisho=${text}` },
        );
      expect(data).toMatchObject({ login: { __typename: 'LoggedIn' } });
    },
  );
});
