import { PassThrough } from 'node:stream';
import { newSessionToken } from '../../src/session/session-token';
import { startGateway, type TestGateway } from '../support/gateway';
import type { GatewayAnswer } from '../support/gateway-client';
import { WRONG } from './support/entries';
import { CLERK, idOf, loggedIn, MASTER, MISHIMA } from './support/people';

interface RequestLine {
  readonly reqId: string;
  readonly msg: string;
  readonly req: { readonly ip: string };
  readonly refused?: object;
}

/** What a client may write into a request: none of it may stand in the log. */
const CHOSEN = 'erabareta';

let gateway: TestGateway;
let written: string[];
const startWith = async (settings: NodeJS.ProcessEnv = {}): Promise<void> => {
  written = [];
  const log = new PassThrough();
  log.on('data', (line: Buffer) => written.push(line.toString('utf8')));
  gateway = await startGateway({ LOG_LEVEL: 'trace', ...settings }, log);
};
afterEach(async () => {
  await gateway.close();
  expect(written.join('')).not.toContain(CHOSEN);
});

const linesOf = (requestId: string | null): readonly RequestLine[] =>
  written
    .join('')
    .split('\n')
    .filter((line) => requestId !== null && line.includes(requestId))
    .map((line) => JSON.parse(line) as RequestLine);

/** What the log tells of a request: one line, which is of that request. */
const refusalIn = async ({ headers }: Pick<GatewayAnswer, 'headers'>): Promise<object | undefined> => {
  const requestId = headers.get('x-request-id');
  // The line is written once the answer has gone out.
  while (linesOf(requestId).length === 0) await new Promise(setImmediate);
  const lines = linesOf(requestId);
  expect(lines).toMatchObject([{ reqId: requestId, msg: 'request completed', req: { ip: '127.0.0.1' } }]);
  return lines[0]?.refused;
};

const organizationOf = async (userId: string): Promise<string | null> => {
  const [row] = await gateway.query<{ id: string | null }>(
    'SELECT organization_id AS id FROM users WHERE id = $1',
    [userId],
  );
  return row?.id ?? null;
};

describe('R11 › the log tells of a refused call', () => {
  it('who made it, for which organization, and which operation it was, whatever he called it', async () => {
    await startWith();
    const client = await loggedIn(gateway, MISHIMA);
    const userId = await idOf(gateway, MISHIMA);
    const organizationId = await organizationOf(userId);
    expect(organizationId).not.toBeNull();
    const answer = await client.send(
      `query ${CHOSEN} { ${CHOSEN}1: users { totalCount } ${CHOSEN}2: users { totalCount } ${CHOSEN}3: viewer { id } }`,
      {},
      { 'user-agent': CHOSEN, 'x-request-id': CHOSEN },
    );
    expect(answer.errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    expect(await refusalIn(answer)).toEqual({
      code: 'FORBIDDEN',
      called: ['Query.users', 'Query.viewer'],
      userId,
      organizationId,
    });
  });

  it('staff by their id alone, since they have no organization', async () => {
    await startWith();
    const client = await loggedIn(gateway, CLERK);
    const userId = await idOf(gateway, CLERK);
    expect(await refusalIn(await client.runRaw('users'))).toEqual({
      code: 'FORBIDDEN',
      called: ['Query.users'],
      userId,
    });
  });

  it('of nobody without a session, and not of whom a false or ended token names', async () => {
    await startWith();
    const master = await loggedIn(gateway, MASTER);
    const ended = master.bearerToken;
    await master.run('logout');
    const forged = newSessionToken(await idOf(gateway, MASTER)).text;
    for (const token of [null, ended, forged]) {
      const client = gateway.client();
      client.useBearer(token);
      const answer = await client.runRaw('users');
      expect(answer.errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
      expect(await refusalIn(answer)).toEqual({ code: 'UNAUTHENTICATED', called: ['Query.users'] });
    }
  });

  it('the first thing required of a user, if he calls something else', async () => {
    await startWith();
    await gateway.query(
      `UPDATE credentials SET must_change = true WHERE kind = 'CONFIRMATION_PASSWORD' AND user_id = $1`,
      [await idOf(gateway, MASTER)],
    );
    const answer = await (await loggedIn(gateway, MASTER)).runRaw('users');
    expect(await refusalIn(answer)).toMatchObject({
      code: 'ACTION_REQUIRED',
      called: ['Query.users'],
      userId: await idOf(gateway, MASTER),
    });
  });

  it.each([
    [
      'TOO_MANY_SECRETS',
      `mutation { a: logout { __typename } ${['b', 'c']
        .map((name) => `${name}: login(input: { loginId: "${CHOSEN}", loginPassword: "x" }) { __typename }`)
        .join(' ')} }`,
      ['Mutation.logout', 'Mutation.login'],
    ],
    ['TOO_COSTLY', '{ users(first: 100000) { edges { node { id name email } } } }', ['Query.users']],
    ['TOO_DEEP', `{ ${CHOSEN} ${'{ a '.repeat(9)}${'}'.repeat(9)} }`, undefined],
    ['TOO_MANY_ALIASES', `{ ${'x: y '.repeat(40)} }`, undefined],
  ])('%s', async (code, document, called) => {
    await startWith();
    const answer = await gateway.client().send(document);
    expect(answer.errors).toMatchObject([{ extensions: { code } }]);
    expect(await refusalIn(answer)).toEqual(called === undefined ? { code } : { code, called });
  });

  it('a document that is none of ours, and another origin, neither of them by its own words', async () => {
    await startWith({ TRUSTED_DOCUMENTS: 'only' });
    const client = gateway.client();
    const untrusted = await client.send(`{ ${CHOSEN} }`);
    expect(await refusalIn(untrusted)).toEqual({ code: 'UNTRUSTED_DOCUMENT' });
    for (const method of ['POST', 'OPTIONS']) {
      const foreign = await fetch(`${gateway.url}/graphql`, {
        method,
        headers: { origin: `https://${CHOSEN}.example`, 'access-control-request-method': 'POST' },
      });
      expect(foreign.status).toBe(403);
      expect(await refusalIn(foreign)).toEqual({ code: 'FORBIDDEN_ORIGIN' });
    }
  });
});

describe('R11 › the log tells of a throttled caller', () => {
  const wrongLogin = (): Promise<GatewayAnswer> =>
    gateway.client().runRaw('login', { input: { loginId: CHOSEN.slice(0, 9), loginPassword: WRONG } });

  it('by address: the policy, and at most a line a second however many come', async () => {
    await startWith({ LOGIN_THROTTLE_POINTS: '2', LOGIN_THROTTLE_SECONDS: '600', FAILURES_PER_LOCKOUT: '9' });
    const answers = [await wrongLogin(), await wrongLogin()];
    for (const answer of answers) expect(await refusalIn(answer)).toBeUndefined();
    const refused = await wrongLogin();
    expect(refused.status).toBe(429);
    expect(await refusalIn(refused)).toEqual({
      code: 'THROTTLED',
      policy: 'login',
      called: ['Mutation.login'],
    });
    const linesBefore = written.join('').split('\n').length;
    const begun = performance.now();
    const known = await wrongLogin();
    expect(await refusalIn(known)).toEqual({ code: 'THROTTLED', policy: 'login' });
    for (let nth = 0; nth < 60; nth += 1) expect((await wrongLogin()).status).toBe(429);
    const seconds = Math.ceil((performance.now() - begun) / 1_000);
    const added = written.join('').split('\n').length - linesBefore;
    expect(added).toBeGreaterThan(0);
    expect(added).toBeLessThanOrEqual(seconds);
  });

  it('by session: its user, once; those that follow cost nothing to name', async () => {
    await startWith({ SESSION_THROTTLE_POINTS: '2', SESSION_THROTTLE_SECONDS: '600' });
    const client = await loggedIn(gateway, MISHIMA);
    const userId = await idOf(gateway, MISHIMA);
    const organizationId = await organizationOf(userId);
    for (let nth = 0; nth < 2; nth += 1) expect((await client.runRaw('viewer')).errors).toEqual([]);
    const refusal = { code: 'THROTTLED', policy: 'session', called: ['Query.viewer'] };
    const [first, second] = [await client.runRaw('viewer'), await client.runRaw('viewer')];
    expect([first.status, second.status]).toEqual([429, 429]);
    expect(await refusalIn(first)).toEqual({ ...refusal, userId, organizationId });
    expect(await refusalIn(second)).toEqual(refusal);
  });

  it('by session: nobody for a token that is no session', async () => {
    await startWith({ SESSION_THROTTLE_POINTS: '1', SESSION_THROTTLE_SECONDS: '600' });
    const client = gateway.client();
    client.useBearer(newSessionToken(await idOf(gateway, MASTER)).text);
    await client.send('{ __typename }');
    const answer = await client.send('{ policy { __typename } }');
    expect(answer.status).toBe(429);
    expect(await refusalIn(answer)).toEqual({
      code: 'THROTTLED',
      policy: 'session',
      called: ['Query.policy'],
    });
  });
});

describe('R11 › the log calls nothing else refused', () => {
  it('neither a request that was let through nor one whose document or secret was wrong', async () => {
    await startWith();
    const master = await loggedIn(gateway, MASTER);
    expect(await refusalIn(await master.runRaw('viewer'))).toBeUndefined();
    expect(await refusalIn(await master.send('{ viewer { nothing } }'))).toBeUndefined();
    const input = { loginId: MISHIMA.loginId, loginPassword: WRONG };
    expect(await refusalIn(await gateway.client().runRaw('login', { input }))).toBeUndefined();
  });
});
