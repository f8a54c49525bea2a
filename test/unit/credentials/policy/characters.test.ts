import fc from 'fast-check';
import { secretsPolicy } from '../../../../src/credentials/policy/secrets-policy';
import { DEFAULT_SECRETS_POLICY_SETTINGS } from '../../../../src/credentials/policy/secrets-policy-settings';
import { SECRET_FIELDS } from '../../../../src/credentials/policy/secret-field';
import { bankPolicy, hardToGuess, reviewOf } from './review';

const codesFor = (secret: string) => bankPolicy(reviewOf({ loginPassword: secret })).map(({ code }) => code);

const letter = fc.constantFrom(...Array.from('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'));
const digit = fc.constantFrom(...Array.from('0123456789'));
const printable = fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code));
const notPrintable = fc
  .oneof(
    fc.integer({ min: 0, max: 0x20 }),
    fc.integer({ min: 0x7f, max: 0xd7ff }),
    fc.integer({ min: 0xe000, max: 0x10ffff }),
  )
  .map((code) => String.fromCodePoint(code));

/** A letter, a digit and `from`–`to` further printable characters, in any order. */
const mixed = (from: number, to: number) =>
  fc
    .tuple(letter, digit, fc.array(printable, { minLength: from, maxLength: to }))
    .chain(([l, d, rest]) => fc.shuffledSubarray([l, d, ...rest], { minLength: rest.length + 2 }))
    .map((characters) => characters.join(''));

describe('R1 › characters and length', () => {
  it.each(SECRET_FIELDS)('accepts abc123 and a1!@#$ as %s', (field) => {
    expect(bankPolicy(reviewOf({ [field]: 'abc123' }))).toEqual([]);
    expect(bankPolicy(reviewOf({ [field]: 'a1!@#$' }))).toEqual([]);
  });

  it.each([
    ['5 characters', 'abc12', ['TOO_SHORT']],
    ['13 characters', 'abcdefg123456', ['TOO_LONG']],
    ['letters only', 'abcdef', ['NEEDS_DIGIT']],
    ['digits only', '123456', ['NEEDS_LETTER']],
    ['letters and symbols', 'abc!@#', ['NEEDS_DIGIT']],
    ['digits and symbols', '123!@#', ['NEEDS_LETTER']],
    ['a full-width letter', 'abc123\uff41', ['ILLEGAL_CHARACTER']],
    [
      'only full-width',
      '\uff41\uff42\uff43\uff11\uff12\uff13',
      ['ILLEGAL_CHARACTER', 'NEEDS_LETTER', 'NEEDS_DIGIT'],
    ],
    ['a space', 'abc 123', ['ILLEGAL_CHARACTER']],
    ['a trailing line break', 'abc123\n', ['ILLEGAL_CHARACTER']],
    ['nothing', '', ['TOO_SHORT', 'NEEDS_LETTER', 'NEEDS_DIGIT']],
  ])('refuses %s', (_, secret, codes) => {
    expect(codesFor(secret)).toEqual(codes);
  });

  it('Abc123 and abc123 are two secrets', () => {
    const review = reviewOf({ loginPassword: 'Abc123' }, { current: { loginPassword: 'abc123' } });
    expect(bankPolicy(review)).toEqual([]);
  });

  it('counts a character outside the basic plane once', () => {
    expect(codesFor('abc1\u{1f511}')).toEqual(['TOO_SHORT', 'ILLEGAL_CHARACTER']);
  });

  it('accepts every mixture of 6 to 12 printable ASCII characters with a letter and a digit', () => {
    fc.assert(
      fc.property(mixed(4, 10), (secret) => {
        expect(codesFor(secret)).toEqual([]);
      }),
    );
  });

  it('refuses one character outside 0x21–0x7E wherever it stands', () => {
    fc.assert(
      fc.property(mixed(4, 9), notPrintable, fc.nat(), (secret, intruder, at) => {
        const cut = at % (secret.length + 1);
        expect(codesFor(secret.slice(0, cut) + intruder + secret.slice(cut))).toEqual(['ILLEGAL_CHARACTER']);
      }),
    );
  });

  it('refuses every longer and every shorter mixture for its length alone', () => {
    fc.assert(
      fc.property(mixed(11, 40), (secret) => {
        expect(codesFor(secret)).toEqual(['TOO_LONG']);
      }),
    );
    fc.assert(
      fc.property(mixed(0, 3), (secret) => {
        expect(codesFor(secret)).toEqual(['TOO_SHORT']);
      }),
    );
  });

  it('a deployment that follows NIST accepts 64 letters and refuses 65', () => {
    const nist = secretsPolicy(
      { ...DEFAULT_SECRETS_POLICY_SETTINGS, maxLength: 64, requireLetterAndDigit: false },
      hardToGuess,
    );
    expect(nist(reviewOf({ loginPassword: 'x'.repeat(64) }))).toEqual([]);
    expect(nist(reviewOf({ loginPassword: 'x'.repeat(65) }))).toEqual([
      { field: 'loginPassword', code: 'TOO_LONG' },
    ]);
  });
});
