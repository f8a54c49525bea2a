import { serverAudits } from 'graphql-http';
import { DEMO_USERS } from '../../src/demo/demo-accounts';
import { startGateway, type TestGateway } from '../support/gateway';
import { MASTER } from './support/people';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

/** As the audits are: no header is added, and the one GET without any is answered as to a stranger. */
const AUDITS = serverAudits({ url: () => `${gateway.url}/graphql`, fetchFn: fetch });

describe('F8 › GraphQL over HTTP, the audits of graphql-http', () => {
  it('there are 61 of them', () => {
    expect(AUDITS).toHaveLength(61);
  });

  it.each(AUDITS.map(({ id, name, fn }) => [id, name, fn] as const))('%s: %s', async (_id, _name, audit) => {
    const result = await audit();
    expect({ status: result.status, reason: 'reason' in result ? result.reason : '' }).toEqual({
      status: 'ok',
      reason: '',
    });
  });
});

describe('cross-site request forgery stays refused', () => {
  const viewer = (headers: Record<string, string>, query = '{ viewer { id } }'): Promise<Response> =>
    fetch(`${gateway.url}/graphql?${new URLSearchParams({ query }).toString()}`, { headers });
  const codesOf = async (response: Response): Promise<readonly string[]> => {
    const { errors = [] } = (await response.json()) as { errors?: { extensions: { code: string } }[] };
    return errors.map(({ extensions }) => extensions.code);
  };
  /** The cookies of a browser that the master has logged in with. */
  const masterCookies = async (): Promise<string> => {
    const { sessionToken } = await gateway.client().login(MASTER.loginId, MASTER.loginPassword);
    return `__Host-sekisho=${String(sessionToken)}`;
  };

  it('a GET that any page can cause runs without cookies; one that was asked for, or names a token, does not', async () => {
    const cookie = await masterCookies();
    expect(await codesOf(await viewer({ cookie }))).toEqual(['UNAUTHENTICATED']);
    expect(await codesOf(await viewer({ cookie, 'content-type': 'text/plain' }))).not.toEqual([]);
    expect(await codesOf(await viewer({ cookie, 'apollo-require-preflight': 'true' }))).toEqual([]);
    expect(await codesOf(await viewer({ cookie, 'content-type': 'application/json' }))).toEqual([]);
    const authorization = `Bearer ${cookie.split('=')[1] ?? ''}`;
    expect(await codesOf(await viewer({ authorization }))).toEqual([]);
  });

  it.each([
    [
      'application/x-www-form-urlencoded',
      new URLSearchParams({ query: 'mutation { logout { id } }' }).toString(),
    ],
    [
      'multipart/form-data; boundary=x',
      '--x\r\nContent-Disposition: form-data; name="query"\r\n\r\n{ a }\r\n--x--',
    ],
    ['text/plain', '{"query":"mutation { __typename }"}'],
    ['text/plain;application/json', '{"query":"mutation { __typename }"}'],
    ['text/plain; charset=application/json', '{"query":"mutation { __typename }"}'],
    ['', '{"query":"mutation { __typename }"}'],
  ])('a form of another site cannot post as "%s"', async (type, body) => {
    const response = await fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': type, cookie: await masterCookies() },
      body,
    });
    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(response.status).toBeLessThan(500);
    expect((await codesOf(response)).length).toBe(1);
  });

  it('a mutation by GET never runs', async () => {
    for (const headers of [{}, { 'apollo-require-preflight': 'true' }] as Record<string, string>[]) {
      const response = await viewer(headers, 'mutation { __typename }');
      expect(response.status).toBe(405);
      expect(response.headers.get('allow')).toBe('POST');
    }
  });
});

describe('a wrong variable', () => {
  it('is named, and its value is never repeated', async () => {
    const secrets = DEMO_USERS.map(({ loginPassword }) => loginPassword);
    for (const secret of secrets) {
      for (const variables of [
        { input: { loginId: { nested: secret }, loginPassword: secret } },
        { input: secret },
        { input: [secret] },
        { input: { loginId: 'a', loginPassword: [secret, secret] } },
        { input: { loginId: 'a', loginPassword: 'b', delivery: secret } },
        { input: { loginId: 'a', loginPassword: 'b', [secret.replaceAll(/\W/g, '')]: 1 } },
      ]) {
        for (const accept of ['application/json', 'application/graphql-response+json']) {
          const answer = await gateway.client({ accept, 'accept-language': 'en' }).runRaw('login', variables);
          expect(new Set(answer.errors.map(({ extensions }) => extensions.code))).toEqual(
            new Set(['BAD_USER_INPUT']),
          );
          expect(answer.text).not.toContain(secret);
          expect(answer.text).not.toContain(secret.replaceAll(/\W/g, ''));
        }
      }
    }
  });
});
