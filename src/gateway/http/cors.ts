import type { FastifyCorsOptions, FastifyCorsOptionsDelegateCallback } from '@fastify/cors';
import { originAllowed } from './same-origin';

/** What a page may read besides the body. */
const EXPOSED_HEADERS = ['RateLimit-Policy', 'RateLimit', 'Retry-After', 'X-Request-Id'];

/** What a page may send besides what every page may. `Accept-Language` is among the latter (Fetch, section 2.2.2). */
const ALLOWED_HEADERS = [
  'Content-Type',
  'Authorization',
  'Apollo-Require-Preflight',
  'X-Apollo-Operation-Name',
];

/** How long a browser remembers the answer to a preflight, in seconds; Chromium keeps none for longer. */
const PREFLIGHT_SECONDS = 7_200;

const ALLOWED: FastifyCorsOptions = {
  // The origin is judged before; it is repeated, never `*`, which does not go with cookies (Fetch, section 3.3.5).
  origin: true,
  credentials: true,
  methods: ['GET', 'POST'],
  allowedHeaders: ALLOWED_HEADERS,
  exposedHeaders: EXPOSED_HEADERS,
  maxAge: PREFLIGHT_SECONDS,
  strictPreflight: false,
};

/** Lets pages of `allowedOrigins` and of the gateway's own origin call it with cookies; says nothing to others. */
export function corsFor(allowedOrigins: readonly string[]): FastifyCorsOptionsDelegateCallback {
  return (request, decide) => {
    const asked = request.headers.origin !== undefined && originAllowed(request, allowedOrigins);
    decide(null, asked ? ALLOWED : { origin: false });
  };
}
