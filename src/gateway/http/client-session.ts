import type { FastifyReply, FastifyRequest } from 'fastify';
import type { SessionCookies } from '../../graphql/request-context';
import type { Authenticate } from '../../session/authenticate';
import type { SessionCookie } from '../../session/session-cookie';

/**
 * The session token that a request carries: `Authorization: Bearer` (RFC 6750) for programs, else the cookie. A cookie
 * counts only where no page of another site can have caused the request (see same-origin.ts).
 */
export function sessionTokenOf(request: FastifyRequest, cookie: SessionCookie): string | null {
  return bearerTokenOf(request) ?? request.cookies[cookie.name] ?? null;
}

/** The token of `Authorization: Bearer`, which goes before any cookie; null if there is none. */
export function bearerTokenOf(request: FastifyRequest): string | null {
  const [, bearer] = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '') ?? [];
  return bearer ?? null;
}

/** Sets, replaces and clears the session cookie of a browser. */
export function sessionCookiesOf(
  reply: FastifyReply,
  cookie: SessionCookie,
  authenticate: Pick<Authenticate, 'endSession'>,
): SessionCookies {
  const set = (sessionToken: string): void => {
    void reply.setCookie(cookie.name, sessionToken, cookie.options);
  };
  return {
    set,
    replace: async (sessionToken) => {
      const { [cookie.name]: replaced } = reply.request.cookies;
      if (replaced !== undefined) await authenticate.endSession(replaced);
      set(sessionToken);
    },
    clear: () => void reply.clearCookie(cookie.name, cookie.options),
  };
}
