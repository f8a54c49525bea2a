import type { FastifyInstance } from 'fastify';
import { Histogram, type Registry } from 'prom-client';
import { LATENCY_BUCKETS } from './buckets';

/** Times answers by route and status. A path that is no route of ours counts as `none`, whatever it says. */
export function httpMetrics(registry: Registry): (app: FastifyInstance) => void {
  const duration = new Histogram({
    name: 'sekisho_http_request_duration_seconds',
    help: 'How long HTTP requests took until they were answered, by route and status.',
    labelNames: ['route', 'status'],
    buckets: LATENCY_BUCKETS,
    registers: [registry],
  });
  return (app) => {
    app.addHook('onResponse', (request, reply, done) => {
      const labels = { route: request.routeOptions.url ?? 'none', status: String(reply.statusCode) };
      duration.observe(labels, reply.elapsedTime / 1_000);
      done();
    });
  };
}
