import { collectDefaultMetrics, type Registry } from 'prom-client';
import { OPERATION_RULES } from '../operations/operation-rules';
import { attemptMetrics, permitMetrics } from './attempt-metrics';
import { registerGauges } from './gauges';
import { hashingMetrics } from './hashing-metrics';
import { historyMetrics } from './history-metrics';
import { httpMetrics } from './http-metrics';
import { loginMetrics } from './login-metrics';
import type { Metering } from './metering';
import { operationMetricsPlugin } from './operation-metrics';
import { refusalMetrics } from './refusal-metrics';
import { sessionMetrics } from './session-metrics';
import { throttleMetrics } from './throttle-metrics';

/** Counts into `registry` for Prometheus. Labels take values of closed lists only: no IDs, no addresses, nothing typed. */
export function prometheusMetering(registry: Registry, monotonicNow: () => number): Metering {
  collectDefaultMetrics({ register: registry });
  const time = httpMetrics(registry);
  const count = refusalMetrics(registry);
  return {
    observePermits: permitMetrics(registry),
    observeHashing: hashingMetrics(registry),
    observeThrottle: throttleMetrics(registry),
    plugins: [operationMetricsPlugin(registry, OPERATION_RULES, monotonicNow)],
    ...historyMetrics(registry),
    guard: attemptMetrics(registry),
    sessions: sessionMetrics(registry),
    ...loginMetrics(registry),
    http: (app) => {
      time(app);
      count(app);
    },
    gauges: (sources) => {
      registerGauges(registry, sources);
    },
  };
}
