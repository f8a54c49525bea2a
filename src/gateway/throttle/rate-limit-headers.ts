import type { ThrottleState } from './address-throttle';

/** The throttle's state as response headers (draft-ietf-httpapi-ratelimit-headers-10; `Retry-After`: RFC 9110, section 10.2.3). */
export function rateLimitHeaders(policy: string, state: ThrottleState): ReadonlyMap<string, string> {
  const headers = new Map([
    ['ratelimit-policy', `"${policy}";q=${String(state.limit)};w=${String(state.windowSeconds)}`],
    ['ratelimit', `"${policy}";r=${String(state.remaining)};t=${String(state.resetSeconds)}`],
  ]);
  if (!state.allowed) headers.set('retry-after', String(state.resetSeconds));
  return headers;
}
