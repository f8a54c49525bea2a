import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { findFreePort } from '../../../src/platform/embedded/free-port';
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
  const received: Buffer[] = [];
  const collector = await startCollector(received);
  const { port } = collector.address() as AddressInfo;
  return {
    settings: { ADMIN_PORT: String(adminPort), TRACING_URL: `http://127.0.0.1:${port}` },
    surfaces: async () => {
      if (received.length === 0) throw new Error('no trace has come, so that there is none to search');
      return [await metricsAt(adminPort), { name: 'traces', bytes: Buffer.concat(received) }];
    },
    close: async () => {
      collector.closeAllConnections();
      collector.close();
      await once(collector, 'close');
    },
  };
}

async function metricsAt(port: number): Promise<Surface> {
  const response = await fetch(`http://127.0.0.1:${port}/metrics`);
  if (!response.ok) throw new Error(`/metrics answered with ${response.status}`);
  return { name: 'metrics', bytes: Buffer.from(await response.arrayBuffer()) };
}

async function startCollector(received: Buffer[]): Promise<Server> {
  const server = createServer((request, response) => {
    request.on('data', (chunk: Buffer) => received.push(chunk));
    request.on('end', () => response.writeHead(200, { 'content-type': 'application/json' }).end('{}'));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}
