import { Counter, type Registry } from 'prom-client';
import type { Metering } from './metering';

/** Counts what throttles decide, by policy. The networks they count stay out of it. */
export function throttleMetrics(registry: Registry): Metering['throttle'] {
  const decisions = new Counter({
    name: 'sekisho_throttle_decisions_total',
    help: 'Requests that a throttle let through or refused, by policy.',
    labelNames: ['policy', 'decision'],
    registers: [registry],
  });
  return (throttle, policy) => {
    for (const decision of ['allowed', 'refused']) decisions.inc({ policy, decision }, 0);
    return {
      take: async (network) => {
        const state = await throttle.take(network);
        decisions.inc({ policy, decision: state.allowed ? 'allowed' : 'refused' });
        return state;
      },
    };
  };
}
