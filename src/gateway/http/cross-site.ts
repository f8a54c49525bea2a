import type { FastifyRequest } from 'fastify';

/** Set inside the gateway for a request that was made anonymous. A page that sends it itself has been asked about first. */
export const ANONYMOUS_HEADER = 'sekisho-anonymous';

/** What a browser sends from another site's page only after a preflight has allowed it. */
const PREFLIGHTED_HEADERS = ['apollo-require-preflight', 'x-apollo-operation-name', ANONYMOUS_HEADER];

/**
 * Takes the cookies from a GET that any page could have caused by a link or an image. It reads what strangers may read,
 * so that nothing can be done or learned in the user's name (OWASP CSRF Prevention Cheat Sheet); mutations by GET are
 * refused anyway, and a POST needs the JSON content type, which a page of another site cannot send unasked. A bearer token
 * goes on counting: no browser adds one by itself.
 */
export function anonymiseUnaskedRead(request: FastifyRequest): void {
  if (request.method !== 'GET' && request.method !== 'HEAD') return;
  if (PREFLIGHTED_HEADERS.some((name) => request.headers[name] !== undefined)) return;
  if (request.headers['content-type']?.startsWith('application/json')) return;
  request.cookies = {};
  request.headers = { [ANONYMOUS_HEADER]: 'yes' };
}
