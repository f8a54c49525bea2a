import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findFreePort } from '../../src/platform/embedded/free-port';
import { endProcess } from '../../test/support/processes';

const PROGRAM = join(__dirname, '..', '..', 'dist', 'src', 'main.js');
const READY_WITHIN_MS = 60_000;
const ENDS_WITHIN_MS = 30_000;
const LOOKS_EVERY_MS = 5;
const LOG_TAIL = 2_000;

/** The build of the gateway, running in a process of its own. */
export interface RunningGateway {
  readonly url: string;
  readonly pid: number;
  /** From the start of the process to the first "ready" of `/readyz`, in milliseconds. */
  readonly readyAfterMs: number;
  /** Asks it to stop and waits; a second call does nothing. */
  end(): Promise<void>;
}

export interface GatewayStart {
  readonly settings: NodeJS.ProcessEnv;
  /** What it logs goes here: a file, as in production somebody collects it; a pipe nobody reads would stop it. */
  readonly logFile: string;
  /** Such as `--cpu-prof`. */
  readonly nodeOptions?: readonly string[];
  /** Told as soon as there is a process, so that it can be stopped even while it starts. */
  readonly onProcess: (end: () => Promise<void>) => Promise<void>;
}

/**
 * Starts the gateway on a free port of loopback with `settings`, and nothing else of this process's environment but
 * PATH and HOME; waits until it is ready.
 */
export async function startGatewayProcess(start: GatewayStart): Promise<RunningGateway> {
  if (!existsSync(PROGRAM)) throw new Error('There is no build to start: run `npm run build`.');
  const port = await findFreePort();
  const { PATH, HOME } = process.env;
  const log = await open(start.logFile, 'w', 0o600);
  const startedAt = performance.now();
  const child = spawn(process.execPath, [...(start.nodeOptions ?? []), PROGRAM], {
    env: { PATH, HOME, HOST: '127.0.0.1', PORT: String(port), ...start.settings },
    stdio: ['ignore', log.fd, log.fd],
  });
  await log.close();
  const end = (): Promise<void> => endProcess(child, 'SIGTERM', ENDS_WITHIN_MS);
  await start.onProcess(end);
  const url = `http://127.0.0.1:${port}`;
  await untilReady(url, child, start.logFile);
  if (child.pid === undefined) throw new Error('The gateway has no process id');
  return { url, pid: child.pid, readyAfterMs: performance.now() - startedAt, end };
}

async function untilReady(url: string, child: ChildProcess, logFile: string): Promise<void> {
  const impatientAt = performance.now() + READY_WITHIN_MS;
  while (performance.now() < impatientAt && child.exitCode === null && child.signalCode === null) {
    const ready = await fetch(`${url}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (ready) return;
    await sleep(LOOKS_EVERY_MS);
  }
  const said = await readFile(logFile, 'utf8').catch(() => '');
  throw new Error(`The gateway is not ready: ${said.slice(-LOG_TAIL)}`);
}
