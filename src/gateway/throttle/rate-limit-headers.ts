import type { ThrottleState } from './throttle';

/**
 * Where a caller stands with the policies of its request, as response headers (draft-ietf-httpapi-ratelimit-headers-11;
 * `Retry-After`: RFC 9110, section 10.2.3, not earlier than any `t` that refuses).
 */
export function rateLimitHeaders(states: readonly ThrottleState[]): Readonly<Record<string, string>> {
  if (states.length === 0) return {};
  const refusal = refusalOf(states);
  return {
    'ratelimit-policy': states
      .map(({ policy: { name, points, seconds } }) => `"${name}";q=${String(points)};w=${String(seconds)}`)
      .join(', '),
    ratelimit: states
      .map(
        ({ policy, remaining, resetSeconds }) =>
          `"${policy.name}";r=${String(remaining)};t=${String(resetSeconds)}`,
      )
      .join(', '),
    ...(refusal === null ? {} : { 'retry-after': String(refusal.resetSeconds) }),
  };
}

/** The refusal that lasts longest; null if every policy allows the request. */
export function refusalOf(states: readonly ThrottleState[]): ThrottleState | null {
  return states
    .filter(({ allowed }) => !allowed)
    .reduce<ThrottleState | null>(
      (longest, state) => (longest === null || state.resetSeconds > longest.resetSeconds ? state : longest),
      null,
    );
}
