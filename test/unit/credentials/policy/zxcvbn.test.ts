import { dictionary } from '@zxcvbn-ts/language-common';
import { secretsPolicy } from '../../../../src/credentials/policy/secrets-policy';
import { DEFAULT_SECRETS_POLICY_SETTINGS } from '../../../../src/credentials/policy/secrets-policy-settings';
import { zxcvbnEstimator } from '../../../../src/credentials/policy/zxcvbn-estimator';
import type { SecretOwner } from '../../../../src/credentials/policy/secrets-review';
import { reviewOf } from './review';

const policy = secretsPolicy(DEFAULT_SECRETS_POLICY_SETTINGS, zxcvbnEstimator());

const NOBODY: SecretOwner = { organizationName: '', accountNumber: '', ownWords: [] };

function isEasy(loginPassword: string, owner: SecretOwner = NOBODY, loginId?: string): boolean {
  const current = loginId === undefined ? {} : { loginId };
  return policy(reviewOf({ loginPassword }, { owner, current })).some(({ code }) => code === 'EASY_TO_GUESS');
}

describe('R1 › hard to guess, by the dictionaries of zxcvbn', () => {
  it.each(['a1!@#$', 'x9k2vp', 'sakura2024', 'Ashi-no-ko7'])('accepts %s', (password) => {
    expect(isEasy(password)).toBe(false);
  });

  it.each([
    ['abc123', 'a common password'],
    ['password1', 'a common password'],
    ['passw0rd!', 'a common password, a look-alike for a letter'],
    ['s4kura!', 'a Japanese word, a look-alike for a letter'],
    ['zaq12wsx', 'a walk over the keyboard'],
    ['qwerty12', 'a walk over the keyboard'],
    ['1q2w3e4r', 'a zigzag over the keyboard'],
    ['aaaaaa1', 'a repetition'],
    ['tanaka123', 'a Japanese family name'],
    ['suzuki1', 'a Japanese family name'],
    ['arigatou1', 'a Japanese word'],
    ['nippon1', 'a Japanese word'],
  ])('refuses %s, %s', (password) => {
    expect(isEasy(password)).toBe(true);
  });

  it('refuses the 3000 commonest that the other rules would let pass (OWASP ASVS 5.0, section 6.2.4)', () => {
    const permitted = (password: string): boolean =>
      /^[!-~]{6,12}$/.test(password) && /[a-z]/i.test(password) && /\d/.test(password);
    const commonest = dictionary['passwords-common'].filter(permitted).slice(0, 3_000);
    expect(commonest).toHaveLength(3_000);
    expect(commonest.filter((password) => !isEasy(password))).toEqual([]);
  });
});

describe('R1 › hard to guess for whoever knows the owner', () => {
  const owner: SecretOwner = {
    organizationName: 'アカサタ商事 Hamayara Trading',
    accountNumber: '7654321',
    ownWords: ['ワカマツ ショウコ', 'rokuro.izumo@kajiya-works.example'],
  };

  it.each([
    ['wakamat2', false],
    ['shoko123', true],
    ['shoko77', true],
    ['rokuro12', true],
    ['izumo123', true],
    ['kajiya77', true],
    ['kajiya!7', true],
    ['akasata1', true],
    ['hamayara7', true],
    ['7654321a', true],
  ])('%s: refused is %s', (password, refused) => {
    expect(isEasy(password, owner)).toBe(refused);
  });

  it.each(['shoko77', 'rokuro12', 'kajiya!7', 'akasata1', 'hamayara7'])(
    'what it refuses of them it accepts from a stranger: %s',
    (password) => {
      expect(isEasy(password)).toBe(false);
    },
  );

  it('refuses the login ID with a digit more', () => {
    expect(isEasy('gembu4127', NOBODY)).toBe(false);
    expect(isEasy('gembu4127', NOBODY, 'gembu412')).toBe(true);
  });
});
