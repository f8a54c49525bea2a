import { preferredLanguage } from '../../../src/i18n/preferred-language';
import { translate } from '../../../src/i18n/translate';

describe('translating', () => {
  it('fills placeholders in', () => {
    expect(translate('en', 'USER_LIMIT_REACHED', { limit: 19 })).toMatch(/at most 19 general users/);
    expect(translate('ja', 'USER_LIMIT_REACHED', { limit: 19 })).toMatch(/19名/);
  });

  it('tells times as people in Japan read them', () => {
    const lockedUntil = new Date('2026-01-01T00:30:00Z');
    expect(translate('en', 'LOCKED_OUT', { lockedUntil })).toMatch(/1 Jan 2026.*09:30:00/);
    expect(translate('ja', 'LOCKED_OUT', { lockedUntil })).toMatch(/2026\/01\/01.*9:30:00/);
  });

  it('does not take what is filled in for a placeholder', () => {
    expect(translate('en', 'BAD_USER_INPUT', { name: '{name} $& $1' })).toContain('for {name} $& $1 is');
  });
});

describe('the language of an answer (RFC 9110, section 12.5.4)', () => {
  it.each([
    [undefined, 'ja'],
    ['', 'ja'],
    ['*', 'ja'],
    ['en', 'en'],
    ['en-US,en;q=0.9', 'en'],
    ['ja-JP', 'ja'],
    ['fr, de;q=0.9', 'ja'],
    ['en;q=0.2, ja;q=0.8', 'ja'],
    ['ja;q=0, en', 'en'],
    ['\u0000;;;,', 'ja'],
  ] as const)('%j is answered in %s', (acceptLanguage, language) => {
    expect(preferredLanguage(acceptLanguage, 'ja')).toBe(language);
  });
});
