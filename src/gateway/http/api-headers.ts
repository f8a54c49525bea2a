/** A year, as the preload lists ask for (RFC 6797, section 6.1; hstspreload.org). */
const HSTS = 'max-age=31536000; includeSubDomains';

/**
 * Sent with every answer but where a page sets its own, such as the Playground (OWASP REST Security and HTTP Headers
 * Cheat Sheets): an answer is data for one reader, never a page, and never kept.
 *
 * @param secure whether the gateway is reached over HTTPS only; over HTTP browsers ignore HSTS (RFC 6797, section 8.1)
 */
export function apiHeaders(secure: boolean): Readonly<Record<string, string>> {
  return {
    'cache-control': 'no-store',
    'content-security-policy':
      "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=()',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    // For browsers that do not know frame-ancestors.
    'x-frame-options': 'DENY',
    ...(secure ? { 'strict-transport-security': HSTS } : {}),
  };
}
