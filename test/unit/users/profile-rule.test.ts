import { MAX_NAME_LENGTH, profileViolations, tidyProfile } from '../../../src/users/profile-rule';

const email = 'yugawara@example.com';

describe('profiles', () => {
  it('are stored tidy: composed, without surrounding space or control characters', () => {
    expect(tidyProfile({ name: ' か\u3099\0く\u0007\n ', email: ` ${email} ` })).toEqual({
      name: 'がく',
      email,
    });
  });

  it.each(['湯河原 泉', 'O’Brien-Smith', '𠮷'.repeat(MAX_NAME_LENGTH)])('accept the name %s', (name) => {
    expect(profileViolations({ name, email })).toEqual([]);
  });

  it('refuse a name longer than sixty characters', () => {
    const violations = profileViolations({ name: 'あ'.repeat(MAX_NAME_LENGTH + 1), email });
    expect(violations).toEqual([{ field: 'name', code: 'TOO_LONG_TEXT' }]);
  });

  it('report every violation at once', () => {
    expect(profileViolations({ name: '', email: '' })).toEqual([
      { field: 'name', code: 'REQUIRED' },
      { field: 'email', code: 'REQUIRED' },
    ]);
  });

  it.each([
    'a',
    'a@',
    '@b.example',
    'a@b',
    'a b@c.example',
    'a@b.example\r\nBcc: c@d.example',
    `${'a'.repeat(250)}@b.example`,
  ])('refuse the e-mail address %j', (address) => {
    expect(profileViolations({ name: '泉', email: address })).toEqual([
      { field: 'email', code: 'INVALID_EMAIL' },
    ]);
  });
});
