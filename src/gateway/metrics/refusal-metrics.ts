import type { FastifyInstance } from 'fastify';
import { Counter, type Registry } from 'prom-client';
import { REFUSAL_CODES } from '../../graphql/refused-request';

/**
 * Counts refused requests as the log has them, by code: also those that never come to GraphQL, such as documents over a
 * limit. Refusals of a throttle that are repeated are counted as its decisions alone.
 */
export function refusalMetrics(registry: Registry): (app: FastifyInstance) => void {
  const refusals = new Counter({
    name: 'sekisho_refused_requests_total',
    help: 'Requests that were refused, by code; the log says whose they were.',
    labelNames: ['code'],
    registers: [registry],
  });
  for (const code of REFUSAL_CODES) refusals.inc({ code }, 0);
  return (app) => {
    app.addHook('onResponse', ({ refused }, _reply, done) => {
      if (refused !== null) refusals.inc({ code: refused.code });
      done();
    });
  };
}
