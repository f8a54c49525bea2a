import { ConfigFaults } from './config/config-faults';
import type { Config } from './config/config';
import { loadConfig } from './config/load-config';
import { StartupProblem } from './platform/embedded/startup-problem';
import type * as StartTracing from './platform/tracing/start-tracing';
import { NO_TRACING, type Tracing } from './platform/tracing/tracing';
import type * as Serve from './serve';

async function main(): Promise<void> {
  // From the first moment on: a gateway that died of Ctrl-C while it starts would leave its servers behind.
  const stopSignal = nextStopSignal();
  const config = configuration();
  const tracing = tracingOf(config);
  try {
    // Only now: tracing has to take hold of HTTP, GraphQL, Postgres and Redis before anything loads them.
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    const { serve } = require('./serve') as typeof Serve;
    await serve(config, tracing, stopSignal);
  } finally {
    await tracing.stop();
  }
}

/** Resolves at the first SIGTERM or Ctrl-C. Later ones change nothing: npm passes on a Ctrl-C that the terminal sent already. */
function nextStopSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, resolve);
  });
}

/** @throws ConfigFaults, or StartupProblem if generated secrets cannot be kept in the data folder */
function configuration(): Config {
  try {
    return loadConfig(process.env);
  } catch (fault) {
    const { code } = fault as { code?: unknown };
    if (typeof code !== 'string') throw fault;
    throw new StartupProblem(
      `The data folder cannot be written (${code}): set DATA_DIR to a folder that this user may write to.`,
    );
  }
}

/** Without a collector nothing of OpenTelemetry is loaded: it would cost a start and every request. */
function tracingOf({ tracing }: Config): Tracing {
  if (tracing === null) return NO_TRACING;
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { startTracing } = require('./platform/tracing/start-tracing') as typeof StartTracing;
  return startTracing(tracing);
}

main().catch((fault: unknown) => {
  const expected = fault instanceof StartupProblem || fault instanceof ConfigFaults;
  process.stderr.write(`${expected ? fault.message : String((fault as Error).stack)}\n`);
  process.exitCode = 1;
});
