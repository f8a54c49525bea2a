import { profileViolations, tidyProfile } from '../../../src/users/profile-rule';

const codesOf = (profile: { name?: string; email?: string }): readonly string[] =>
  profileViolations(profile).map(({ field, code }) => `${field} ${code}`);

describe('a name', () => {
  it.each(['箱根 守', '﨑山 ゆう子', '𠮷野家 太郎', "Seán O'Neill", '葛\u{E0100}城 渡', 'あ'.repeat(60)])(
    '%s is accepted',
    (name) => {
      expect(codesOf({ name })).toEqual([]);
    },
  );

  it('is composed and without space around', () => {
    expect(tidyProfile({ name: '\u3000か\u3099つ ', email: ' a@example.com ' })).toEqual({
      name: 'がつ',
      email: 'a@example.com',
    });
  });

  it('is required', () => {
    expect(codesOf({ name: '' })).toEqual(['name REQUIRED']);
  });

  it('has 60 characters at most, of whatever plane', () => {
    expect(codesOf({ name: '𠮷'.repeat(60) })).toEqual([]);
    expect(codesOf({ name: '𠮷'.repeat(61) })).toEqual(['name TOO_LONG_TEXT']);
  });

  it.each([
    ['a line break', '箱根\r\nBcc: x@example.com'],
    ['a NUL', '箱根\0'],
    ['a line separator', '箱根\u2028守'],
    ['a change of direction', '\u202E守根箱'],
    ['a change of direction for a while', '箱根\u2067守\u2069'],
    ['a space of no width, alone', '\u200B'],
    ['a space of no width between letters', '箱根\u200B守'],
    ['a joiner of words', '箱根\u2060守'],
    ['a mark of byte order', '箱根\uFEFF守'],
    ['a hyphen that is not shown', 'Hako\u00ADne'],
    ['a letter that is blank', '\u3164'],
    ['a sign that is blank', '箱根\u2800守'],
    ['a language tag', '箱根\u{E0041}守'],
    ['a mark that stands on nothing', '\uFE0F'],
    ['half a surrogate pair', '箱根\uD83D'],
  ])('has no %s', (_, name) => {
    expect(codesOf({ name })).toEqual(['name UNPRINTABLE']);
  });
});

describe('an e-mail address', () => {
  it.each(['a@example.com', 'first.last+tag@sub.example.co.jp'])('%s is accepted', (email) => {
    expect(codesOf({ email })).toEqual([]);
  });

  it.each([
    'nowhere',
    'a@localhost',
    'a@example.com,b@example.com',
    'Bank <a@example.com>',
    'a@example.com\r\nBcc: b@example.com',
    '"a\nb"@example.com',
    '"a b"@example.com',
    'a\u200B@example.com',
    `${'a'.repeat(64)}@${'b'.repeat(63)}.${'c'.repeat(63)}.${'d'.repeat(63)}.example.com`,
  ])('%j is refused', (email) => {
    expect(codesOf({ email })).toEqual(['email INVALID_EMAIL']);
  });

  it('is required', () => {
    expect(codesOf({ email: '' })).toEqual(['email REQUIRED']);
  });
});

it('what is left out is not judged', () => {
  expect(codesOf({})).toEqual([]);
});
