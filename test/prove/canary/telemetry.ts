import { findFreePort } from '../../../src/platform/embedded/free-port';
import { startTraceCollector } from '../../support/trace-collector';
import type { Surface } from './leak-search';

/** What the gateway tells those who watch it: metrics at a port, traces to a collector. */
export interface Telemetry {
  readonly settings: NodeJS.ProcessEnv;
  surfaces(): Promise<Surface[]>;
  close(): Promise<void>;
}

/** Turns on what there is to turn on, and collects it. */
export async function collectTelemetry(): Promise<Telemetry> {
  const adminPort = await findFreePort();
  const collector = await startTraceCollector();
  return {
    settings: { ADMIN_PORT: String(adminPort), TRACING_URL: collector.url },
    surfaces: async () => {
      const traces = collector.received();
      if (traces === '') throw new Error('no trace has come, so that there is none to search');
      return [await metricsAt(adminPort), { name: 'traces', bytes: Buffer.from(traces) }];
    },
    close: () => collector.close(),
  };
}

async function metricsAt(port: number): Promise<Surface> {
  const response = await fetch(`http://127.0.0.1:${port}/metrics`);
  if (!response.ok) throw new Error(`/metrics answered with ${response.status}`);
  return { name: 'metrics', bytes: Buffer.from(await response.arrayBuffer()) };
}
