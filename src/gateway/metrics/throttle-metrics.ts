import { Counter, type Registry } from 'prom-client';
import type { ThrottleObserver } from '../throttle/throttle';
import { THROTTLE_NAMES } from '../throttle/throttle-policy';

/** Counts what throttles decide, by policy. The networks and sessions they count stay out of it. */
export function throttleMetrics(registry: Registry): ThrottleObserver {
  const decisions = new Counter({
    name: 'sekisho_throttle_decisions_total',
    help: 'Requests that a throttle let through or refused, by policy.',
    labelNames: ['policy', 'decision'],
    registers: [registry],
  });
  for (const policy of THROTTLE_NAMES) {
    for (const decision of ['allowed', 'refused']) decisions.inc({ policy, decision }, 0);
  }
  return (policy, decision) => {
    decisions.inc({ policy, decision });
  };
}
