import { startGateway, type TestGateway } from '../../support/gateway';
import { demoAnswer } from '../../support/gateway-client';
import { newcomer } from '../support/newcomer';
import { WRONG, wrongLogins } from '../support/entries';
import { idOf, loggedIn, MASTER, ODAWARA } from '../support/people';

const SECRET = 'Himitsu-42x';

describe('no secret comes back in an error, nor is it logged, nor is it taken for a fault of ours', () => {
  const lines: string[] = [];
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startGateway({ LOG_LEVEL: 'trace' }, { write: (line) => lines.push(line) });
  });
  afterAll(() => gateway.close());

  const login = 'mutation ($input: LoginInput!) { login(input: $input) { __typename } }';

  it.each([
    ['a variable of the wrong type', login, { input: { loginId: 'hakone01', loginPassword: [SECRET] } }],
    [
      'a variable with an entry too many',
      login,
      { input: { loginId: 'hakone01', loginPassword: SECRET, extra: SECRET } },
    ],
    ['a variable with an entry too few', login, { input: { loginPassword: SECRET } }],
    ['an input that is a string', login, { input: SECRET }],
    [
      'an enum value that does not exist',
      login,
      { input: { loginId: 'hakone01', loginPassword: SECRET, delivery: SECRET } },
    ],
    ['a literal of the wrong type', `mutation { login(input: "${SECRET}") { __typename } }`, {}],
    [
      'a literal in a field too many',
      `mutation { login(input: { loginId: "a", loginPassword: "b" }, extra: "${SECRET}") { __typename } }`,
      {},
    ],
    [
      'a literal enum',
      `mutation { login(input: { loginId: "a", loginPassword: "${SECRET}", delivery: "${SECRET}" }) { __typename } }`,
      {},
    ],
    [
      'a literal number',
      `mutation { login(input: { loginId: "a", loginPassword: 4242424242 }) { __typename } }`,
      {},
    ],
    [
      'a string without end',
      `mutation { login(input: { loginId: "a", loginPassword: "${SECRET} }) { __typename } }`,
      {},
    ],
    [
      'a word where none belongs',
      `mutation { login(input: { loginId: "a" loginPassword: Himitsu-42x }) { __typename } }`,
      {},
    ],
    [
      'a default of the wrong type',
      `mutation ($p: Int = "${SECRET}") { login(input: { loginId: "a", loginPassword: $p }) { __typename } }`,
      {},
    ],
    [
      'a literal beside a variable that is null in spite of its default',
      `mutation ($id: String = "a") { login(input: { loginId: $id, loginPassword: "${SECRET}" }) { __typename } }`,
      { id: null },
    ],
    [
      'a variable that is null in spite of its default',
      `mutation ($input: LoginInput = { loginId: "a", loginPassword: "${SECRET}" }) { login(input: $input) { __typename } }`,
      { input: null },
    ],
    [
      'a condition that is null in spite of its default',
      `query ($himitsu: Boolean = true) { policy @include(if: $himitsu) { __typename } }`,
      { himitsu: null },
    ],
  ])('%s', async (_what, document, variables) => {
    for (const language of ['en', 'ja']) {
      const answer = await gateway.client({ 'accept-language': language }).send(document, variables);
      expect(answer.errors.length).toBeGreaterThan(0);
      expect(answer.text).not.toMatch(/Himitsu|42x|4242424242|INTERNAL_SERVER_ERROR/);
    }
    expect(lines.join('')).not.toMatch(/Himitsu|42x|4242424242|internal error/);
  });
});

describe('no secret and no login ID reaches the log', () => {
  it('through a whole session, refusals and faults included', async () => {
    const lines: string[] = [];
    const gateway = await startGateway({ LOG_LEVEL: 'trace' }, { write: (line) => lines.push(line) });
    try {
      const master = await loggedIn(gateway, MASTER);
      const client = gateway.client();
      const asked = await client.loginOnly(ODAWARA.loginId, ODAWARA.loginPassword);
      const answered = await client.answer(asked, demoAnswer(ODAWARA.loginId, asked) ?? '');
      const wrongAnswer = 'hikari-no-machi';
      const askedAgain = await gateway.client().loginOnly(ODAWARA.loginId, ODAWARA.loginPassword);
      expect((await gateway.client().answer(askedAgain, wrongAnswer)).__typename).toBe('WrongAnswer');
      const tokens = [asked, askedAgain].map(({ challengeToken }) => challengeToken);
      tokens.push(answered['sessionToken'], answered['deviceToken']);
      for (const token of tokens) expect(token).toMatch(/^[\w-]{43,64}$/);
      await master.run('create-user', { input: newcomer() });
      await master.run('suspend-user', {
        input: { userId: await idOf(gateway, ODAWARA), confirmationPassword: MASTER.confirmationPassword },
      });
      await wrongLogins(gateway, 'nobody77', 6);
      await master.send('mutation ($input: LoginInput!) { login(input: $input) { __typename } }', {
        input: { loginPassword: [SECRET] },
      });
      await master.post(`{"query": "${SECRET}`);
      const query = `{ viewer { id } a: user(id: "${SECRET}") { id } }`;
      await fetch(`${gateway.url}/graphql?${new URLSearchParams({ query, variables: SECRET }).toString()}`);
      await fetch(`${gateway.url}/nowhere?${SECRET}`);
      // A fault on the way: what the database says of it carries parameters.
      await gateway.query('ALTER TABLE history_events RENAME TO history_events_away');
      const fault = await gateway
        .client()
        .runRaw('login', { input: { loginId: 'nobody88', loginPassword: WRONG } });
      expect(fault.errors).toMatchObject([{ extensions: { code: 'INTERNAL_SERVER_ERROR' } }]);
      const log = lines.join('');
      const secrets = [
        ...tokens.map(String),
        wrongAnswer,
        SECRET,
        WRONG,
        'nobody77',
        'nobody88',
        newcomer().loginId,
        newcomer().temporaryLoginPassword,
      ];
      for (const { loginId, loginPassword, confirmationPassword, securityAnswers } of [MASTER, ODAWARA]) {
        secrets.push(loginId, loginPassword, confirmationPassword);
        secrets.push(...securityAnswers.map(({ answer }) => answer));
      }
      for (const secret of secrets) {
        expect(log.includes(secret)).toBe(false);
        expect(log.includes(encodeURIComponent(secret))).toBe(false);
      }
      expect(log).toMatch(/"path":"\/graphql"/);
      expect(log).toMatch(/internal error/);
    } finally {
      await gateway.close();
    }
  });
});
