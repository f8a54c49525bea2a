import { userAgentFamilies } from '../../../src/additional-authentication/user-agent-families';

describe('R8: the families of system and browser', () => {
  it.each([
    [
      'Chrome',
      'Windows',
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36',
    ],
    [
      'Microsoft Edge',
      'Windows',
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36 Edg/141.0.0.0',
    ],
    ['Firefox', 'Linux', 'Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0'],
    [
      'Safari',
      'macOS',
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15',
    ],
    [
      'Safari',
      'iOS',
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1',
    ],
  ])('are %s and %s', (browserFamily, osFamily, userAgent) => {
    expect(userAgentFamilies(userAgent)).toEqual({ browserFamily, osFamily });
  });

  it.each([null, '', ' ', '\u0000', '('.repeat(256)])('are unknown for %j', (userAgent) => {
    expect(userAgentFamilies(userAgent)).toEqual({ browserFamily: 'unknown', osFamily: 'unknown' });
  });
});
