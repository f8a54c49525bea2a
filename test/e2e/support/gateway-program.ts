import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { endProcess } from '../../support/processes';

const PROGRAM = join(__dirname, '..', '..', '..', 'dist', 'src', 'main.js');
const SERVER_PID_FILES = [join('postgres', 'cluster', 'postmaster.pid'), join('redis', 'redis.pid')];

/** The gateway as `npm start` runs it: the build, in a process of its own. */
export interface GatewayProgram {
  /** Resolves with the address once it listens and has said all it says then; rejects if it ends before. */
  ready(): Promise<string>;
  stdout(): string;
  stderr(): string;
  /** Sends a signal and waits for the end; resolves with the exit code, null if the signal killed it. */
  end(signal?: NodeJS.Signals): Promise<number | null>;
  /** Resolves with the exit code once it has ended by itself. */
  ended(): Promise<number | null>;
}

/** Starts the gateway on a free port with `settings` and nothing else of this process's environment but PATH and HOME. */
export function startProgram(settings: NodeJS.ProcessEnv): GatewayProgram {
  if (!existsSync(PROGRAM)) throw new Error('There is no build to start: run `npm run build`.');
  const { PATH, HOME } = process.env;
  const child = spawn(process.execPath, [PROGRAM], {
    env: { PATH, HOME, PORT: '0', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const closed = once(child, 'close') as Promise<[number | null]>;
  const demo = settings['NODE_ENV'] !== 'production' && settings['DATABASE_URL'] === undefined;
  // The server for those who run the gateway, at ADMIN_PORT, says the same.
  const isAdmin = (url: string): boolean => new URL(url).port === settings['ADMIN_PORT'];
  const addressIfReady = (): string | undefined =>
    demo && !stdout.includes('Ctrl-C')
      ? undefined
      : [...stdout.matchAll(/Server listening at (http[^"]+)/g)]
          .map(([, url = '']) => url)
          .find((url) => !isAdmin(url));
  return {
    ready: () =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const address = addressIfReady();
          if (address !== undefined) resolve(address);
        };
        child.stdout.on('data', look);
        look();
        void closed.then(() => {
          reject(new Error(`The gateway ended before it was ready: ${stdout}${stderr}`));
        });
      }),
    stdout: () => stdout,
    stderr: () => stderr,
    end: async (signal) => {
      await endProcess(child, signal, 30_000);
      return (await closed)[0];
    },
    ended: async () => (await closed)[0],
  };
}

/** The process ids of the private servers that run on a data folder. */
export async function privateServersOf(dataDir: string): Promise<readonly number[]> {
  const texts = await Promise.all(
    SERVER_PID_FILES.map((file) => readFile(join(dataDir, file), 'utf8').catch(() => '')),
  );
  return texts.map((text) => Number.parseInt(text, 10)).filter((pid) => pid > 1);
}

/** Whether a process of that id runs. */
export function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
