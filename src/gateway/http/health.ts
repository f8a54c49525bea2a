import type { FastifyInstance } from 'fastify';
import { within } from './within';

/** Asks one server that the gateway needs; rejects if it does not answer. */
export type Probe = () => Promise<unknown>;

/** What readiness depends on. */
export interface HealthPorts {
  readonly probes: Readonly<Record<string, Probe>>;
  /** Whether the gateway is on its way out and wants no new requests. */
  readonly draining: () => boolean;
}

const PROBE_TIMEOUT_MS = 1_000;

/**
 * `/livez`: the process answers. `/readyz`: it can serve, for it has just asked Postgres and Redis; 503 if not, or
 * while draining. Only up or down is told, never why.
 */
export function registerHealth(app: FastifyInstance, { probes, draining }: HealthPorts): void {
  app.get('/livez', { logLevel: 'warn' }, () => ({ status: 'up' }));
  app.get('/readyz', { logLevel: 'warn' }, async (_request, reply) => {
    const checks = Object.fromEntries(
      await Promise.all(
        Object.entries(probes).map(async ([name, probe]) => [name, await answers(probe)] as const),
      ),
    );
    const ready = !draining() && Object.values(checks).every((check) => check === 'up');
    return reply
      .code(ready ? 200 : 503)
      .send({ status: draining() ? 'draining' : ready ? 'up' : 'down', checks });
  });
}

async function answers(probe: Probe): Promise<'up' | 'down'> {
  try {
    await within(PROBE_TIMEOUT_MS, probe());
    return 'up';
  } catch {
    return 'down';
  }
}
