import { Gauge, type Registry } from 'prom-client';
import type { Probe } from '../http/health';
import { within } from '../http/within';
import { sharedReading } from './shared-reading';

const PROBE_TIMEOUT_MS = 1_000;

/** Asks each server that the gateway needs at every scrape: whether it answers, and how soon. */
export function probeGauges(registry: Registry, probes: Readonly<Record<string, Probe>>): void {
  const reading = sharedReading(() =>
    Promise.all(
      Object.entries(probes).map(async ([server, probe]) => [server, await secondsOf(probe)] as const),
    ),
  );
  const of = { labelNames: ['server'], registers: [registry] };
  new Gauge({
    ...of,
    name: 'sekisho_dependency_up',
    help: '1 if a server that the gateway needs answers.',
    async collect() {
      for (const [server, seconds] of await reading()) this.set({ server }, seconds === null ? 0 : 1);
    },
  });
  new Gauge({
    ...of,
    name: 'sekisho_dependency_probe_seconds',
    help: 'How long a server that the gateway needs took to answer; absent while it does not.',
    async collect() {
      for (const [server, seconds] of await reading()) {
        if (seconds === null) this.remove({ server });
        else this.set({ server }, seconds);
      }
    },
  });
}

/** How long the server took to answer; null if it did not. */
async function secondsOf(probe: Probe): Promise<number | null> {
  const begunAt = performance.now();
  try {
    await within(PROBE_TIMEOUT_MS, probe());
    return (performance.now() - begunAt) / 1_000;
  } catch {
    return null;
  }
}
