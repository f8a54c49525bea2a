import { Counter, Histogram, type Registry } from 'prom-client';
import { HASHING_REFUSALS, type HashingObserver } from '../../credentials/hashing/hashing-observer';
import { WAIT_BUCKETS } from './buckets';

/** The lanes of the hashing queue as labels. */
export const LANES = ['customers', 'strangers'] as const;

/** Counts what the hashing queue does, by lane (design "Hashing under load"). */
export function hashingMetrics(registry: Registry): HashingObserver {
  const wait = new Histogram({
    name: 'sekisho_hashing_wait_seconds',
    help: 'How long hashing waited for a core, by lane of the queue.',
    labelNames: ['lane'],
    buckets: WAIT_BUCKETS,
    registers: [registry],
  });
  const refused = new Counter({
    name: 'sekisho_hashing_refused_total',
    help: 'Hashing refused, by lane and reason: full, deadline or client_gone.',
    labelNames: ['lane', 'reason'],
    registers: [registry],
  });
  for (const lane of LANES) {
    wait.zero({ lane });
    for (const reason of HASHING_REFUSALS) refused.inc({ lane, reason }, 0);
  }
  return {
    begun: (lane, waitedMs) => {
      wait.observe({ lane }, waitedMs / 1_000);
    },
    refused: (lane, reason) => {
      refused.inc({ lane, reason });
    },
  };
}
