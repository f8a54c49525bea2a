import { Gauge, type Registry } from 'prom-client';
import type { GaugeSources } from './gauge-sources';
import { LANES } from './hashing-metrics';
import { measuredGauges } from './measured-gauges';
import { probeGauges } from './probe-gauges';

/** Registers the gauges that are read at each scrape. */
export function registerGauges(registry: Registry, sources: GaugeSources): void {
  hashingGauges(registry, sources.hashingLoad);
  poolGauge(registry, sources.poolUse);
  probeGauges(registry, sources.probes);
  measuredGauges(registry, sources);
  new Gauge({
    name: 'sekisho_draining',
    help: '1 while the gateway is on its way out and wants no new requests.',
    registers: [registry],
    collect() {
      this.set(sources.draining() ? 1 : 0);
    },
  });
}

function hashingGauges(registry: Registry, load: GaugeSources['hashingLoad']): void {
  new Gauge({
    name: 'sekisho_hashing_running',
    help: 'Hashes that are being computed.',
    registers: [registry],
    collect() {
      this.set(load().running);
    },
  });
  new Gauge({
    name: 'sekisho_hashing_waiting',
    help: 'Hashes that wait for a core, by lane of the queue.',
    labelNames: ['lane'],
    registers: [registry],
    collect() {
      for (const lane of LANES) this.set({ lane }, load().waiting[lane]);
    },
  });
}

function poolGauge(registry: Registry, use: GaugeSources['poolUse']): void {
  new Gauge({
    name: 'sekisho_postgres_connections',
    help: 'Connections to Postgres of this gateway: open or idle, and statements waiting for one.',
    labelNames: ['state'],
    registers: [registry],
    collect() {
      for (const [state, count] of Object.entries(use())) this.set({ state }, count as number);
    },
  });
}
