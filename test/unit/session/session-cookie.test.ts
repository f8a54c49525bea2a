import { sessionCookie } from '../../../src/session/session-cookie';

describe('R9 › the session cookie', () => {
  it('is bound to its host over TLS', () => {
    const { name, options } = sessionCookie(true);
    expect(name).toBe('__Host-sekisho');
    expect(options).toEqual({ path: '/', httpOnly: true, secure: true, sameSite: 'strict' });
  });

  it('over plain HTTP does without the prefix that browsers would refuse, and keeps the rest', () => {
    const { name, options } = sessionCookie(false);
    expect(name).toBe('sekisho');
    expect(options).toEqual({ path: '/', httpOnly: true, secure: false, sameSite: 'strict' });
  });
});
