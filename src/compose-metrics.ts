import type { FastifyInstance } from 'fastify';
import { Registry } from 'prom-client';
import type { DataSource } from 'typeorm';
import type { AdminConfig } from './config/config';
import type { HealthPorts } from './gateway/http/health';
import { createAdminServer } from './gateway/metrics/create-admin-server';
import type { GaugeSources } from './gateway/metrics/gauge-sources';
import type { Metering } from './gateway/metrics/metering';
import { prometheusMetering } from './gateway/metrics/prometheus-metering';
import { UNMETERED } from './gateway/metrics/unmetered';
import { postgresSealingBacklog } from './history/sealing/postgres-sealing-backlog';
import { postgresOutboxDepth } from './notices/postgres-outbox-depth';
import type { Logger } from './platform/logger';
import { monotonicNow } from './platform/monotonic-clock';
import { poolUseOf } from './platform/postgres/pool-use';

/** What is counted, and the server that tells it; nothing and none where no port is configured. */
export function composeAdmin(
  config: AdminConfig | null,
  health: HealthPorts,
  logger: Logger,
): { readonly admin: FastifyInstance | null; readonly metering: Metering } {
  if (config === null) return { admin: null, metering: UNMETERED };
  const registry = new Registry();
  const metering = prometheusMetering(registry, monotonicNow);
  return { admin: createAdminServer(registry, health, logger), metering };
}

/** Hands the gauges what they read at each scrape. */
export function meterGauges(
  metering: Metering,
  {
    dataSource,
    ...sources
  }: Pick<GaugeSources, 'probes' | 'draining' | 'hashingLoad'> & { readonly dataSource: DataSource },
): void {
  metering.gauges({
    ...sources,
    poolUse: () => poolUseOf(dataSource),
    measureOutbox: postgresOutboxDepth(dataSource),
    measureSealing: postgresSealingBacklog(dataSource),
  });
}
