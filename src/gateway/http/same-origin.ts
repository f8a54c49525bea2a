import type { FastifyRequest } from 'fastify';

/**
 * Whether a browser's request may be answered: it comes from the gateway's own origin or an allowed one. Programs send
 * no `Origin` (RFC 6454, section 7) and may pass. With `SameSite=Strict` and the JSON content type this is the third guard
 * against cross-site request forgery.
 */
export function originAllowed(request: FastifyRequest, allowedOrigins: readonly string[]): boolean {
  const { origin } = request.headers;
  if (origin === undefined) return true;
  return allowedOrigins.includes(origin) || origin === `${request.protocol}://${request.host}`;
}
