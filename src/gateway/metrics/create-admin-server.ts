import Fastify, { type FastifyInstance, type FastifyServerOptions } from 'fastify';
import type { Registry } from 'prom-client';
import type { Logger } from '../../platform/logger';
import { registerHealth, type HealthPorts } from '../http/health';

/**
 * The server for those who run the gateway: `/metrics` in Prometheus's text format, and health. It listens on an address
 * of its own, since what it tells is not for customers.
 */
export function createAdminServer(registry: Registry, health: HealthPorts, logger: Logger): FastifyInstance {
  const options: FastifyServerOptions = { loggerInstance: logger, forceCloseConnections: true };
  const app = Fastify(options);
  registerHealth(app, health);
  app.get('/metrics', { logLevel: 'warn' }, async (_request, reply) => {
    void reply.header('cache-control', 'no-store').type(registry.contentType);
    return registry.metrics();
  });
  return app;
}
