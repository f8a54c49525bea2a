import { Redis } from 'ioredis';
import { DEMO_NEWCOMER, DEMO_USERS } from '../../src/demo/demo-accounts';
import { startGateway, type TestGateway } from '../support/gateway';
import type { UnionResult } from '../support/gateway-client';
import { sharedRedisUrl } from '../support/redis';
import { addNewcomer, form, mastersOf, openedToken, register, type Newcomer } from './registration-stage';

describe('R2: the first registration', () => {
  let gateway: TestGateway;
  const logged: string[] = [];

  beforeAll(async () => {
    gateway = await startGateway(
      { LOG_LEVEL: 'trace' },
      {
        write: (line) => {
          logged.push(line);
        },
      },
    );
  });

  afterAll(() => gateway.close());

  /** A newcomer whose registration is open. */
  async function opened() {
    const newcomer = await addNewcomer(gateway);
    const client = gateway.client();
    return { newcomer, client, token: await openedToken(client, newcomer) };
  }

  const keyOf = ({ organizationId }: Newcomer) => `${gateway.env['REDIS_PREFIX'] ?? ''}r:${organizationId}`;

  const violationsOf = (result: UnionResult): readonly string[] =>
    (result['violations'] as { field: string; code: string }[]).map(({ field, code }) => `${field} ${code}`);

  it('creates the sole master, with both passwords and the answers as he chose them', async () => {
    const { newcomer, client, token } = await opened();
    const input = form(token);
    const result = await register(client, { ...input, name: '  新居 渚 ', language: 'EN' });
    expect(result).toMatchObject({
      __typename: 'MasterRegistered',
      user: { role: 'MASTER', name: '新居 渚' },
    });
    expect(await mastersOf(gateway, newcomer)).toEqual([input['loginId']]);

    const stored = await gateway.query(
      `SELECT kind, must_change AS "mustChange", organization_id = $1 AS own FROM credentials
        WHERE user_id = $2 ORDER BY kind`,
      [newcomer.organizationId, (result['user'] as { id: string }).id],
    );
    const chosen = { mustChange: false, own: true };
    expect(stored).toEqual([
      { kind: 'CONFIRMATION_PASSWORD', ...chosen },
      { kind: 'LOGIN_PASSWORD', ...chosen },
      { kind: 'SECURITY_ANSWER', ...chosen },
    ]);
  });

  it('lets him log in at once, with nothing left to be done first', async () => {
    const { client, token } = await opened();
    const input = form(token);
    await register(client, input);
    const challenge = await client.loginOnly(input['loginId'] as string, input['loginPassword'] as string);
    // Nobody has seen him anywhere yet, so he is asked one of his questions (R8).
    expect(challenge.__typename).toBe('AdditionalAuthenticationRequired');
    const { id } = challenge['question'] as { id: number };
    const spelt = { 1: 'かもめ', 4: ' 銀河鉄道の夜 ', 8: '浜松' }[id] ?? '';
    expect((await client.answer(challenge, spelt)).__typename).toBe('LoggedIn');
    expect(await client.run('viewer')).toMatchObject({ role: 'MASTER', requiredActions: [] });
  });

  it('gives him every permission', async () => {
    const { client, token } = await opened();
    const { user } = (await register(client, form(token))) as unknown as { user: { id: string } };
    const [rights] = await gateway.query(
      `SELECT cardinality(permissions) AS permissions, transfer_limit_yen::text AS "limit" FROM users WHERE id = $1`,
      [user.id],
    );
    expect(rights).toEqual({ permissions: 5, limit: '9007199254740991' });
  });

  it('works for the demo’s organization without a master', async () => {
    const { pins, branchCode, accountType, accountNumber } = DEMO_NEWCOMER;
    const account = { branchCode, accountType, accountNumber, inquiryPin: pins.INQUIRY_PIN };
    const client = gateway.client();
    const token = await openedToken(client, { organizationId: '', account });
    expect((await register(client, form(token))).__typename).toBe('MasterRegistered');
  });

  it('reports every violation at once, by field', async () => {
    const { newcomer, client, token } = await opened();
    const result = await register(client, {
      ...form(token),
      loginId: 'abc',
      loginPassword: `z${newcomer.account.accountNumber}`,
      confirmationPassword: 'ｐａｓｓｗｏｒｄ',
      name: ' ',
      email: 'nobody',
      securityAnswers: [
        { questionId: 1, answer: 'カモメ' },
        { questionId: 1, answer: 'かもめ' },
        { questionId: 99, answer: '' },
      ],
    });
    expect(result.__typename).toBe('InvalidInput');
    expect(violationsOf(result)).toEqual(
      expect.arrayContaining([
        'loginId TOO_SHORT',
        'loginId NEEDS_DIGIT',
        'loginPassword CONTAINS_ACCOUNT_NUMBER',
        'confirmationPassword ILLEGAL_CHARACTER',
        'name REQUIRED',
        'email INVALID_EMAIL',
        'securityAnswers.1.questionId SAME_QUESTION',
        'securityAnswers.1.answer SAME_ANSWER',
        'securityAnswers.2.questionId UNKNOWN_QUESTION',
        'securityAnswers.2.answer REQUIRED',
      ]),
    );
  });

  it.each([
    [
      'the three secrets differ',
      { confirmationPassword: 'Hamana-25q' },
      'confirmationPassword SAME_AS_LOGIN_PASSWORD',
    ],
    ['three answers are needed', { securityAnswers: [] }, 'securityAnswers THREE_ANSWERS_NEEDED'],
    ['a login ID is unique', { loginId: DEMO_USERS[0]?.loginId }, 'loginId TAKEN'],
  ])('%s, and a slip does not use the token up', async (_rule, slip, violation) => {
    const { newcomer, client, token } = await opened();
    expect(violationsOf(await register(client, { ...form(token), ...slip }))).toEqual([violation]);
    expect(await mastersOf(gateway, newcomer)).toEqual([]);
    expect((await register(client, form(token))).__typename).toBe('MasterRegistered');
  });

  it('uses the token up', async () => {
    const { newcomer, client, token } = await opened();
    const input = form(token);
    await register(client, input);
    for (const again of [input, form(token)]) {
      expect((await register(client, again)).__typename).toBe('RegistrationExpired');
    }
    expect(await mastersOf(gateway, newcomer)).toEqual([input['loginId']]);
  });

  it('opened again voids the earlier token', async () => {
    const { newcomer, client, token: earlier } = await opened();
    const later = await openedToken(gateway.client(), newcomer);
    expect((await register(client, form(earlier))).__typename).toBe('RegistrationExpired');
    expect((await register(client, form(later))).__typename).toBe('MasterRegistered');
  });

  it.each(['', 'guessed', 'A'.repeat(64)])('takes %j for no token', async (token) => {
    expect((await register(gateway.client(), form(token))).__typename).toBe('RegistrationExpired');
  });

  it('does not take one organization’s token for another’s', async () => {
    const [one, other] = [await opened(), await opened()];
    const forged = Buffer.concat([
      Buffer.from(one.token, 'base64url').subarray(0, 16),
      Buffer.from(other.token, 'base64url').subarray(16),
    ]).toString('base64url');
    expect((await register(one.client, form(forged))).__typename).toBe('RegistrationExpired');
    expect((await register(one.client, form(one.token))).__typename).toBe('MasterRegistered');
  });

  it('is over once the registration has run out', async () => {
    const { newcomer, client, token } = await opened();
    const redis = new Redis(sharedRedisUrl());
    const key = keyOf(newcomer);
    expect(await redis.pexpire(key, 1)).toBe(1);
    for (let tries = 0; tries < 1_000 && (await redis.exists(key)) === 1; tries += 1);
    await redis.quit();
    expect((await register(client, form(token))).__typename).toBe('RegistrationExpired');
  });

  it('is told that there is a master already when one has come about meanwhile', async () => {
    const { newcomer, client, token } = await opened();
    await gateway.query(
      `INSERT INTO users (id, organization_id, role, login_id, name, email, language, created_at)
       VALUES (gen_random_uuid(), $1, 'MASTER', $2, '先客', 'first@example.com', 'ja', now())`,
      [newcomer.organizationId, `first${newcomer.account.accountNumber}`],
    );
    expect(await register(client, form(token))).toMatchObject({
      __typename: 'NotApplicable',
      code: 'ALREADY_REGISTERED',
    });
  });

  it('does not hand on what strangers did to the login ID before it was anybody’s', async () => {
    const { client, token } = await opened();
    const input = form(token);
    const loginId = input['loginId'] as string;
    for (let tries = 0; tries < 5; tries += 1) await client.loginOnly(loginId, 'Wrong-guess1');
    expect((await client.loginOnly(loginId, 'Wrong-guess1')).__typename).toBe('LockedOut');
    await register(client, input);
    const { __typename } = await client.loginOnly(loginId, input['loginPassword'] as string);
    expect(__typename).toBe('AdditionalAuthenticationRequired');
  });

  it('leaves no secret in history, database, Redis or log', async () => {
    const { newcomer, client, token } = await opened();
    const redis = new Redis(sharedRedisUrl());
    const kept = [await redis.get(keyOf(newcomer))];
    await redis.quit();
    expect(kept).not.toContain(null);
    const input = form(token);
    const result = await register(client, input);
    const { id } = result['user'] as { id: string };
    const events = await gateway.query<Record<string, unknown>>(
      `SELECT * FROM history_events WHERE organization_id = $1 ORDER BY id`,
      [newcomer.organizationId],
    );
    expect(
      events.map(({ type, actor_user_id: actor, subject_user_id: subject }) => [type, actor, subject]),
    ).toEqual([
      ['REGISTRATION_OPENED', null, null],
      ['MASTER_REGISTERED', id, id],
    ]);
    const stored = await gateway.query(
      `SELECT c.secret_hash FROM credentials c WHERE c.user_id = $1
       UNION ALL SELECT a.answer_hash FROM security_answers a WHERE a.user_id = $1`,
      [id],
    );
    expect(stored).toHaveLength(6);
    const secrets = [
      token,
      Buffer.from(token, 'base64url').subarray(16).toString('base64url'),
      input['loginPassword'],
      input['confirmationPassword'],
      'カモメ',
      '浜松',
    ];
    for (const secret of secrets)
      expect(JSON.stringify([kept, events, stored, logged])).not.toContain(secret);
    expect(JSON.stringify(events)).not.toContain(input['loginId']);
    expect(logged.length).toBeGreaterThan(0);
  });
});
