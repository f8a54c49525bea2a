import { Redis } from 'ioredis';
import { Client } from 'pg';
import { DEMO_USERS, type DemoUser } from '../../src/demo/demo-accounts';
import { startGateway, type TestGateway } from '../support/gateway';
import { demoAnswer, type GatewayClient, type UnionResult } from '../support/gateway-client';

const [master, clerk, colleague, newcomer] = DEMO_USERS as [DemoUser, DemoUser, DemoUser, DemoUser];

const CHROME_ON_WINDOWS =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36';
const NEWER_CHROME_ON_WINDOWS = CHROME_ON_WINDOWS.replace('Chrome/120', 'Chrome/141');
const FIREFOX_ON_WINDOWS = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:121.0) Gecko/20100101 Firefox/121.0';
const CHROME_ON_MACOS =
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36';

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startGateway({ TRUST_PROXY: '1' });
});
afterAll(async () => {
  await gateway.close();
});

function from(userAgent = CHROME_ON_WINDOWS, address = '203.0.113.7'): GatewayClient {
  return gateway.client({
    'accept-language': 'en',
    'user-agent': userAgent,
    'x-forwarded-for': address,
  });
}

function loginFrom(client: GatewayClient, { loginId, loginPassword } = clerk): Promise<UnionResult> {
  return client.loginOnly(loginId, loginPassword);
}

/** Makes the environment of `client` known, and gives the device's token. */
async function knownDevice(client: GatewayClient, user = clerk): Promise<string> {
  const result = await client.login(user.loginId, user.loginPassword);
  expect(result.__typename).toBe('LoggedIn');
  return result['deviceToken'] as string;
}

async function pendingQuestion(loginId: string): Promise<number | null> {
  const [row] = await gateway.query<{ pending: number | null }>(
    `SELECT pending_question_id AS pending FROM users WHERE login_id = $1`,
    [loginId],
  );
  return row?.pending ?? null;
}

function shapeOf({ challengeToken, expiresAt, ...rest }: UnionResult): unknown {
  expect(challengeToken).toMatch(/^[\w-]{43}$/);
  expect(Date.parse(expiresAt as string)).not.toBeNaN();
  return rest;
}

describe('R8: a login from an unfamiliar environment', () => {
  it('is asked one question, and gives no session until it is answered', async () => {
    const client = from();
    const asked = await loginFrom(client);
    expect(asked.__typename).toBe('AdditionalAuthenticationRequired');
    expect(asked).not.toHaveProperty('sessionToken');
    expect((await client.runRaw('viewer')).errors[0]?.extensions.code).toBe('UNAUTHENTICATED');

    const answered = await client.answer(asked, demoAnswer(clerk.loginId, asked) ?? '');
    expect(answered).toMatchObject({ __typename: 'LoggedIn', viewer: { name: clerk.name } });
    expect(await client.run('viewer')).toMatchObject({ name: clerk.name });
  });

  it('is not asked from the same environment again, nor after a browser update or within the network', async () => {
    const token = await knownDevice(from());
    for (const client of [from(), from(NEWER_CHROME_ON_WINDOWS), from(CHROME_ON_WINDOWS, '203.0.7.9')]) {
      client.useDevice(token);
      expect((await loginFrom(client)).__typename).toBe('LoggedIn');
    }
  });

  it('is asked the same, in the same words, whichever factor differs', async () => {
    const token = await knownDevice(from());
    const strangers = [
      from(FIREFOX_ON_WINDOWS),
      from(CHROME_ON_MACOS),
      from(CHROME_ON_WINDOWS, '198.51.100.7'),
      from(CHROME_ON_WINDOWS, '2001:db8::7'),
    ];
    for (const client of strangers) client.useDevice(token);
    const withoutDevice = from();
    const answers = [];
    for (const client of [...strangers, withoutDevice]) answers.push(shapeOf(await loginFrom(client)));
    expect(answers[0]).toMatchObject({ __typename: 'AdditionalAuthenticationRequired' });
    for (const answer of answers) expect(answer).toEqual(answers[0]);
  });

  it('takes a forged device token for none', async () => {
    const token = await knownDevice(from());
    const bytes = Buffer.from(token, 'base64url');
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
    const client = from();
    client.useDevice(bytes.toString('base64url'));
    expect((await loginFrom(client)).__typename).toBe('AdditionalAuthenticationRequired');
  });

  it('does not know a device by what another user did with it', async () => {
    const token = await knownDevice(from());
    const client = from();
    client.useDevice(token);
    expect((await loginFrom(client, colleague)).__typename).toBe('AdditionalAuthenticationRequired');
  });
});

describe('R8: the question', () => {
  it('is never asked after a wrong password, be the login ID known or not', async () => {
    const wrong = [];
    for (const loginId of [newcomer.loginId, 'nobody99']) {
      wrong.push(await from().loginOnly(loginId, 'not-right-1'));
    }
    expect(wrong[0]).toEqual({ __typename: 'InvalidCredentials', message: expect.any(String) as string });
    expect(wrong[1]).toEqual(wrong[0]);
    expect(await pendingQuestion(newcomer.loginId)).toBeNull();
    await loginFrom(from(), newcomer);
    expect(await pendingQuestion(newcomer.loginId)).not.toBeNull();
  });

  it('stays the same until it is answered, however often and however parallel one asks', async () => {
    const asked = await Promise.all(Array.from({ length: 12 }, () => loginFrom(from())));
    expect(new Set(asked.map(({ question }) => (question as { id: number }).id)).size).toBe(1);
    const later = await loginFrom(from(FIREFOX_ON_WINDOWS));
    expect(later['question']).toEqual(asked[0]?.['question']);
  });

  it('speaks the language of the reader', async () => {
    const asked = await gateway
      .client({ 'accept-language': 'ja', 'user-agent': CHROME_ON_MACOS })
      .loginOnly(clerk.loginId, clerk.loginPassword);
    expect((asked['question'] as { text: string }).text).toMatch(/ですか$/);
    expect(asked['message']).toMatch(/追加認証/);
  });
});

describe('R8: a challenge', () => {
  it('serves once', async () => {
    const client = from();
    const asked = await loginFrom(client);
    const answer = demoAnswer(clerk.loginId, asked) ?? '';
    expect((await client.answer(asked, answer)).__typename).toBe('LoggedIn');
    expect((await client.answer(asked, answer)).__typename).toBe('ChallengeExpired');
  });

  it('begins one session, however many right answers come at once', async () => {
    const asked = await loginFrom(from());
    const answer = demoAnswer(clerk.loginId, asked) ?? '';
    const results = await Promise.all(Array.from({ length: 8 }, () => from().answer(asked, answer)));
    const ends = results.map(({ __typename }) => __typename);
    expect(ends.filter((end) => end === 'LoggedIn')).toHaveLength(1);
    expect(ends.filter((end) => end === 'ChallengeExpired')).toHaveLength(7);
  });

  it('lets nobody in as somebody else: the answers of two users, swapped, are wrong', async () => {
    const [mine, his] = [await loginFrom(from()), await loginFrom(from(), colleague)];
    const swapped = { ...mine, challengeToken: his['challengeToken'] } as UnionResult;
    expect((await from().answer(swapped, demoAnswer(clerk.loginId, his) ?? '')).__typename).toBe(
      'WrongAnswer',
    );
    const right = await from().answer(his, demoAnswer(colleague.loginId, his) ?? '');
    expect(right).toMatchObject({ __typename: 'LoggedIn', viewer: { name: colleague.name } });
  });

  it('that never was ends like one whose time has passed', async () => {
    for (const challengeToken of ['', 'x', 'A'.repeat(43), 'A'.repeat(10_000)]) {
      const result = await from().answer({ __typename: '', challengeToken }, 'Pochi');
      expect(result).toEqual({ __typename: 'ChallengeExpired', message: expect.any(String) as string });
    }
  });

  it('takes the answer in any width, case and kana', async () => {
    for (const spelling of [(text: string) => ` ${text}\u3000`, toHiragana]) {
      const client = from();
      const asked = await loginFrom(client);
      const answer = demoAnswer(clerk.loginId, asked) ?? '';
      expect((await client.answer(asked, spelling(answer))).__typename).toBe('LoggedIn');
    }
  });
});

describe('B7: a login from a known device', () => {
  it('takes two statements and two round trips to Redis before the session', async () => {
    const deviceToken = await knownDevice(from());
    const { loginId, loginPassword } = clerk;
    const statements = jest.spyOn(Client.prototype, 'query');
    const commands = jest.spyOn(Redis.prototype, 'sendCommand');
    try {
      const { data } = await from().send(
        `mutation ($input: LoginInput!) {
          login(input: $input) { __typename ... on LoggedIn { viewer { requiredActions lastLogins { at ip } } } }
        }`,
        { input: { loginId, loginPassword, delivery: 'BEARER', deviceToken } },
      );
      expect(data).toMatchObject({ login: { __typename: 'LoggedIn', viewer: { requiredActions: [] } } });
      expect(statements).toHaveBeenCalledTimes(2);
      // The throttle comes before the login: two policies, asked side by side in one round trip. After it, the session.
      expect(commands).toHaveBeenCalledTimes(2 + 2 + 1);
    } finally {
      statements.mockRestore();
      commands.mockRestore();
    }
  });
});

describe('R9: the browser', () => {
  it('is known again by a cookie of its own that scripts and other sites cannot use', async () => {
    const client = from();
    const input = { loginId: clerk.loginId, loginPassword: clerk.loginPassword };
    const asked = await client.run('login', { input });
    const answered = await client.runRaw('answer-security-question', {
      input: {
        challengeToken: asked['challengeToken'],
        answer: demoAnswer(clerk.loginId, asked),
      },
    });
    const cookies = answered.headers.getSetCookie();
    expect(cookies.find((cookie) => cookie.startsWith('__Host-sekisho-device='))).toMatch(
      /^__Host-sekisho-device=[\w-]{64}; Max-Age=34560000; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
    );
    expect(answered.data).toMatchObject({
      answerSecurityQuestion: { __typename: 'LoggedIn', sessionToken: null, deviceToken: null },
    });
    expect((await client.run('login', { input })).__typename).toBe('LoggedIn');
    const devices = (await client.run('trusted-devices')) as unknown as { current: boolean; label: string }[];
    expect(devices.filter(({ current }) => current)).toMatchObject([{ label: 'Chrome on Windows' }]);
  });
});

describe('R11: the history', () => {
  it('tells of the question, the wrong answer, the login and the device', async () => {
    const client = from(FIREFOX_ON_WINDOWS, '192.0.2.44');
    const asked = await loginFrom(client, master);
    await client.answer(asked, 'surely not');
    await client.answer(asked, demoAnswer(master.loginId, asked) ?? '');
    const events = await gateway.query<{ type: string }>(
      `SELECT type FROM history_events WHERE ip = '192.0.2.44' ORDER BY id`,
    );
    expect(events.map(({ type }) => type)).toEqual([
      'ADDITIONAL_AUTHENTICATION_REQUIRED',
      'ADDITIONAL_AUTHENTICATION_FAILED',
      'DEVICE_TRUSTED',
      'LOGIN_SUCCEEDED',
    ]);
  });
});

function toHiragana(text: string): string {
  return text.replace(/[ァ-ヶ]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60));
}
