import type { CookieSerializeOptions } from '@fastify/cookie';

/** The cookie that carries a session (R9). */
export interface SessionCookie {
  readonly name: string;
  readonly options: CookieSerializeOptions;
}

/**
 * `__Host-` binds the cookie to this very host over TLS (RFC 6265bis, section 4.1.3.2); `SameSite=Strict` keeps other sites from
 * using it. Without `secure` (plain HTTP during development) browsers refuse the prefix, so the name goes without.
 */
export function sessionCookie(secure: boolean): SessionCookie {
  return {
    name: secure ? '__Host-sekisho' : 'sekisho',
    options: { path: '/', httpOnly: true, secure, sameSite: 'strict' },
  };
}
