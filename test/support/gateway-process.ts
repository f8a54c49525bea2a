import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { GatewayClient } from './gateway-client';
import { forkTypeScript } from './typescript-child';

/** A gateway in a process of its own, to be killed or asked to stop. */
export interface GatewayProcess {
  readonly url: string;
  readonly pid: number;
  client(): GatewayClient;
  /** What it has written so far. */
  output(): string;
  /** Sends the signal and waits for the end; the exit code, or null if a signal ended it. */
  kill(signal: NodeJS.Signals): Promise<number | null>;
}

const MAIN = join(__dirname, '..', '..', 'src', 'main.ts');
const LISTENS_WITHIN_MS = 30_000;

/** Starts `src/main.ts` with this environment (see gatewayEnvironment) and waits until it listens. */
export async function startGatewayProcess(env: NodeJS.ProcessEnv): Promise<GatewayProcess> {
  const settings = Object.entries<string | undefined>({ ...env, LOG_LEVEL: 'info' });
  const child = forkTypeScript(MAIN, {
    env: Object.fromEntries(
      settings.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
    ),
  });
  const exited = once(child.process, 'exit') as Promise<[code: number | null]>;
  try {
    const url = await listeningAt(child);
    return {
      url,
      pid: child.pid,
      client: () => new GatewayClient(url),
      output: () => child.output(),
      kill: async (signal) => {
        await child.end(signal);
        const [code] = await exited;
        return code;
      },
    };
  } catch (fault) {
    await child.end('SIGKILL');
    throw fault;
  }
}

/** Fastify logs where it listens, which is the only way to learn a port that the system chose. */
async function listeningAt(child: ReturnType<typeof forkTypeScript>): Promise<string> {
  const impatientAt = Date.now() + LISTENS_WITHIN_MS;
  while (Date.now() < impatientAt && child.process.exitCode === null) {
    const [, url] = /Server listening at (http:\/\/[\d.:]+)/.exec(child.output()) ?? [];
    if (url !== undefined) return url;
    await sleep(20);
  }
  throw new Error(`the gateway does not listen: ${child.output()}`);
}
