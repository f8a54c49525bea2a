import { VIOLATION_CODES } from '../../src/credentials/policy/violation';
import { changeConfirmation, changeLogin, codesOf, CONFIRMATION, LOGIN, openChanges } from './changes-stage';
import type { Actor, ChangesStage } from './changes-stage';

interface Shown {
  readonly minLength: number;
  readonly maxLength: number;
  readonly requireLetterAndDigit: boolean;
  readonly characters: string;
  readonly rules: readonly { readonly code: string; readonly message: string }[];
}

let stage: ChangesStage;
let actor: Actor;

beforeAll(async () => {
  stage = await openChanges();
  actor = await stage.settled();
});
afterAll(() => stage.close());

async function shown(on: ChangesStage, language = 'en'): Promise<Shown> {
  const { secrets } = await on.gateway.client({ 'accept-language': language }).run('policy');
  return secrets as Shown;
}

/** R1 line by line: what is entered, for the person whose login ID is person001 at 関所商事株式会社, account 7654321. */
const REFUSED: readonly (readonly [line: string, secret: string, code: string])[] = [
  ['five characters', 'ab12!', 'TOO_SHORT'],
  ['thirteen characters', 'Kuro#8yagi!3t', 'TOO_LONG'],
  ['letters only', 'kuroyagi', 'NEEDS_DIGIT'],
  ['digits only', '80251937', 'NEEDS_LETTER'],
  ['letters and symbols', 'kuro#yagi', 'NEEDS_DIGIT'],
  ['full-width', 'ｋｕｒｏ8y', 'ILLEGAL_CHARACTER'],
  ['a space', 'kuro 8yagi', 'ILLEGAL_CHARACTER'],
  ['kana', 'くろ8yagi', 'ILLEGAL_CHARACTER'],
  ['a control character', 'kuro8\tyagi', 'ILLEGAL_CHARACTER'],
  ['the login ID within', 'xPERSON001!', 'CONTAINS_LOGIN_ID'],
  ['the account number within', 'x7654321#q', 'CONTAINS_ACCOUNT_NUMBER'],
  ['a common password', 'abc123', 'EASY_TO_GUESS'],
];

describe.each(['en', 'ja'])('R1 over HTTP (%s)', (language) => {
  it.each(REFUSED)('refuses %s, with a text', async (_line, secret, code) => {
    const { client } = actor;
    const answer = await client.send(
      `mutation ($input: ChangeLoginPasswordInput!) {
         changeLoginPassword(input: $input) { ... on InvalidInput { violations { field code message } } }
       }`,
      { input: { currentLoginPassword: LOGIN, newLoginPassword: secret } },
      { 'accept-language': language },
    );
    const { violations } = answer.data?.['changeLoginPassword'] as {
      violations: readonly { code: string; message: string }[];
    };
    const violation = violations.find((one) => one.code === code);
    expect(violation?.message).toMatch(language === 'ja' ? /[ぁ-ん]/ : /^[A-Z]/);
    expect(answer.text).not.toContain(secret);
  });
});

describe('R1: the three differ from one another, and a new one from the current one', () => {
  it('the login password from the login ID', async () => {
    expect(codesOf(await changeLogin(actor.client, LOGIN, actor.loginId))).toContain(
      'newLoginPassword SAME_AS_LOGIN_ID',
    );
  });

  it('the login password from the current one', async () => {
    expect(codesOf(await changeLogin(actor.client, LOGIN, LOGIN))).toEqual([
      'newLoginPassword SAME_AS_CURRENT',
    ]);
  });

  it('the login password from the confirmation password, known by its hash only', async () => {
    expect(codesOf(await changeLogin(actor.client, LOGIN, CONFIRMATION))).toEqual([
      'newLoginPassword SAME_AS_CONFIRMATION_PASSWORD',
    ]);
  });

  it('the confirmation password from the login password, known by its hash only', async () => {
    expect(codesOf(await changeConfirmation(actor.client, CONFIRMATION, LOGIN))).toEqual([
      'newConfirmationPassword SAME_AS_LOGIN_PASSWORD',
    ]);
  });

  it('case counts: the same letters in another case are another password', async () => {
    const { client } = await stage.settled();
    expect(await changeLogin(client, LOGIN, LOGIN.toLowerCase())).toMatchObject({
      __typename: 'LoginPasswordChanged',
    });
  });

  it.each(['a1!@#$', 'x9k2vp'])('accepts %s', async (secret) => {
    const { client } = await stage.settled();
    expect(await changeLogin(client, LOGIN, secret)).toMatchObject({ __typename: 'LoginPasswordChanged' });
  });
});

describe('R1 when the master creates a user', () => {
  it('Abc123 and abc123 are two login IDs', async () => {
    expect(await stage.create('Abc123')).toMatchObject({ __typename: 'UserCreated' });
    expect(await stage.create('abc123')).toMatchObject({ __typename: 'UserCreated' });
  });

  it.each(REFUSED.filter(([, , code]) => code !== 'CONTAINS_LOGIN_ID'))(
    'refuses %s as the temporary password',
    async (_line, secret, code) => {
      const refused = await stage.create('kuroyagi8', { temporaryLoginPassword: secret });
      expect(codesOf(refused)).toContain(`temporaryLoginPassword ${code}`);
    },
  );

  it('refuses the person’s own name and e-mail address, in kana as in Latin letters', async () => {
    const person = { name: 'ハヤミ ソウタロウ', email: 'izuminokami@example.com' };
    for (const secret of ['hayami77', 'sotaro123', 'izuminokami1']) {
      const refused = await stage.create('kuroyagi8', { ...person, temporaryLoginPassword: secret });
      expect(codesOf(refused)).toEqual(['temporaryLoginPassword EASY_TO_GUESS']);
    }
  });
});

describe('the policy query', () => {
  it('shows anyone the rules in force', async () => {
    const { rules, ...limits } = await shown(stage);
    expect(limits).toEqual({
      minLength: 6,
      maxLength: 12,
      requireLetterAndDigit: true,
      characters: expect.any(String) as string,
    });
    expect(rules.map(({ code }) => code)).toEqual(VIOLATION_CODES);
  });

  it('speaks the reader’s language', async () => {
    const english = await shown(stage);
    const japanese = await shown(stage, 'ja');
    for (const [place, { message }] of japanese.rules.entries()) {
      expect(message).toMatch(/[ぁ-ん]/);
      expect(english.rules[place]?.message).toMatch(/^[A-Z]/);
    }
  });

  it('gives an expression that matches what the service permits', async () => {
    const characters = new RegExp((await shown(stage)).characters);
    expect(characters.test('a1!@#$~')).toBe(true);
    for (const [, secret, code] of REFUSED)
      expect(characters.test(secret)).toBe(code !== 'ILLEGAL_CHARACTER');
  });

  it('follows the settings: 64 characters and no mixing as NIST has it', async () => {
    const nist = await openChanges({ SECRET_MAX_LENGTH: '64', SECRET_REQUIRE_LETTER_AND_DIGIT: 'off' });
    try {
      const { maxLength, requireLetterAndDigit, rules } = await shown(nist);
      expect({ maxLength, requireLetterAndDigit }).toEqual({ maxLength: 64, requireLetterAndDigit: false });
      expect(rules.map(({ code }) => code)).not.toContain('NEEDS_DIGIT');
      const { client } = await nist.newcomer();
      expect(await changeLogin(client, 'Kojiri-20u', 'kurage-ga-tsuki-wo-miru')).toMatchObject({
        __typename: 'LoginPasswordChanged',
      });
    } finally {
      await nist.close();
    }
  });

  it('follows the settings: fifteen characters at least, as NIST has it for a password that stands alone', async () => {
    const nist = await openChanges({ SECRET_MIN_LENGTH: '15', SECRET_MAX_LENGTH: '64' });
    try {
      expect(await shown(nist)).toMatchObject({ minLength: 15, maxLength: 64 });
      const temporaryLoginPassword = 'Kojiri-20u-to-iu';
      const short = await nist.create('kuroyagi8');
      expect(codesOf(short)).toEqual(['loginId TOO_SHORT', 'temporaryLoginPassword TOO_SHORT']);
      const exact = await nist.create('kuroyagi8-no-te', { temporaryLoginPassword: 'Kojiri-20u-toiu' });
      expect(exact).toMatchObject({ __typename: 'UserCreated' });
      const longer = await nist.create('kuroyagi8-no-te2', { temporaryLoginPassword });
      expect(longer).toMatchObject({ __typename: 'UserCreated' });
    } finally {
      await nist.close();
    }
  });
});
