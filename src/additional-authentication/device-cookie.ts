import type { SessionCookie } from '../session/session-cookie';

/** As long as browsers keep a cookie at most: 400 days (RFC 6265bis, section 5.5), in seconds. */
const MAX_AGE_SECONDS = 400 * 86_400;

/** The cookie by which a browser is known again (R8); bound to this host like the session's. */
export function deviceCookie(secure: boolean): SessionCookie {
  return {
    name: secure ? '__Host-sekisho-device' : 'sekisho-device',
    options: { path: '/', httpOnly: true, secure, sameSite: 'strict', maxAge: MAX_AGE_SECONDS },
  };
}
