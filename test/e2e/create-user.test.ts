import { startGateway, type TestGateway } from '../support/gateway';
import type { GatewayClient } from '../support/gateway-client';
import { newcomer } from './support/newcomer';
import { historyOf, tally, wrongLogins } from './support/entries';
import { forgetAll } from './support/redis-keys';
import { idOf, loggedIn, MASTER, ODAWARA } from './support/people';

const REFUSED = `mutation ($input: CreateUserInput!) { createUser(input: $input) {
  __typename ... on InvalidInput { message violations { field code message } } } }`;

describe('R2 › the master creates a general user', () => {
  let gateway: TestGateway;
  let master: GatewayClient;
  beforeEach(async () => {
    gateway = await startGateway({ GENERAL_USER_LIMIT: '8' });
    master = await loggedIn(gateway, MASTER);
  });
  afterEach(() => gateway.close());

  it('who can log in with the temporary password, which must be changed', async () => {
    const created = await master.run('create-user', { input: newcomer() });
    expect(created).toMatchObject({
      __typename: 'UserCreated',
      user: { name: '湯河原 泉', role: 'GENERAL' },
    });
    const { loginId, temporaryLoginPassword } = newcomer();
    expect((await gateway.client().login(loginId, temporaryLoginPassword)).__typename).toBe('LoggedIn');
    const id = await idOf(gateway, { loginId });
    expect(await gateway.query('SELECT kind, must_change FROM credentials WHERE user_id = $1', [id])).toEqual(
      [{ kind: 'LOGIN_PASSWORD', must_change: true }],
    );
    expect(await historyOf(gateway, id)).toEqual(['USER_CREATED', 'LOGIN_SUCCEEDED']);
  });

  it('a login ID that is taken is refused, in another spelling it is free', async () => {
    const taken = await master.run('create-user', { input: newcomer({ loginId: ODAWARA.loginId }) });
    expect(taken).toMatchObject({
      __typename: 'InvalidInput',
      violations: [{ field: 'loginId', code: 'TAKEN' }],
    });
    const free = await master.run('create-user', { input: newcomer({ loginId: 'Odawara1' }) });
    expect(free.__typename).toBe('UserCreated');
  });

  it.each([
    ['en', 'Some entries cannot be accepted.'],
    ['ja', '入力内容に誤りがあります。'],
  ])('reports every violation at once, by field, in words (%s)', async (language, message) => {
    const client = gateway.client({ 'accept-language': language });
    await client.login(MASTER.loginId, MASTER.loginPassword);
    const input = newcomer({ loginId: 'abc d', temporaryLoginPassword: '全角1', name: ' ', email: 'nobody' });
    const { data } = await client.send(REFUSED, { input });
    const refused = data?.['createUser'] as {
      message: string;
      violations: { field: string; code: string; message: string }[];
    };
    expect(refused.message).toBe(message);
    const codes = refused.violations.map(({ field, code }) => `${field} ${code}`);
    expect(codes).toEqual(
      expect.arrayContaining([
        'loginId TOO_SHORT',
        'loginId ILLEGAL_CHARACTER',
        'loginId NEEDS_DIGIT',
        'temporaryLoginPassword TOO_SHORT',
        'temporaryLoginPassword ILLEGAL_CHARACTER',
        'temporaryLoginPassword NEEDS_LETTER',
        'name REQUIRED',
        'email INVALID_EMAIL',
      ]),
    );
    for (const violation of refused.violations) expect(violation.message).not.toBe('');
  });

  it.each([
    ['control characters', '湯\0河原\u0007 泉'],
    ['a line break', '湯河原\n泉'],
    ['a right-to-left override', '湯河原\u202e泉'],
  ])('a name with %s is refused, not quietly changed', async (_, name) => {
    const refused = await master.run('create-user', { input: newcomer({ name }) });
    expect(refused).toMatchObject({
      __typename: 'InvalidInput',
      violations: [{ field: 'name', code: 'UNPRINTABLE' }],
    });
    expect(await gateway.query('SELECT 1 FROM users WHERE login_id = $1', [newcomer().loginId])).toEqual([]);
  });

  it('space around a name is taken off', async () => {
    const created = await master.run('create-user', { input: newcomer({ name: '  湯河原 泉　' }) });
    expect(created).toMatchObject({ __typename: 'UserCreated', user: { name: '湯河原 泉' } });
  });

  it('the limit of general users holds under thirty creations at once', async () => {
    const results = await Promise.all(
      Array.from({ length: 30 }, (_, nth) =>
        master.run('create-user', { input: newcomer({ loginId: `atami${nth}xyz` }) }),
      ),
    );
    // Three general users are there already, so five places are left of eight.
    expect(tally(results.map(({ __typename }) => __typename))).toEqual({
      UserCreated: 5,
      UserLimitReached: 25,
    });
    expect(results).toContainEqual(expect.objectContaining({ limit: 8 }));
    const [row] = await gateway.query<{ count: string }>(`SELECT count(*) FROM users WHERE role = 'GENERAL'`);
    expect(row?.count).toBe('8');
  });

  it('one login ID, asked for ten times at once, is given once', async () => {
    await master.run('create-user', { input: newcomer({ loginId: 'atami000x' }) });
    const results = await Promise.all(
      Array.from({ length: 10 }, () => master.run('create-user', { input: newcomer() })),
    );
    const counts = tally(results.map(({ __typename }) => __typename));
    expect(counts['UserCreated']).toBe(1);
    expect(counts['InvalidInput']).toBe(9);
  });

  it('a login ID that strangers had locked is usable by its new owner at once', async () => {
    const { loginId, temporaryLoginPassword } = newcomer();
    await wrongLogins(gateway, loginId, 5);
    await master.run('create-user', { input: newcomer() });
    expect((await gateway.client().login(loginId, temporaryLoginPassword)).__typename).toBe('LoggedIn');
    await forgetAll(gateway);
    expect((await gateway.client().login(loginId, temporaryLoginPassword)).__typename).toBe('LoggedIn');
  });

  it.each(['role', 'organizationId', 'id', 'mustChange', '__proto__'])(
    'mass assignment is impossible: %s is not an entry',
    async (field) => {
      const input = JSON.stringify(newcomer()).replace('{', `{"${field}":"MASTER",`);
      const answer = await master.post(`{"query":${JSON.stringify(REFUSED)},"variables":{"input":${input}}}`);
      expect(answer.errors).toHaveLength(1);
      expect(['BAD_USER_INPUT', 'BAD_REQUEST']).toContain(answer.errors[0]?.extensions.code);
      expect(await gateway.query('SELECT 1 FROM users WHERE login_id = $1', [newcomer().loginId])).toEqual(
        [],
      );
    },
  );
});
