import { rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { EmbeddedServer } from './embedded-server';
import { findFreePort } from './free-port';
import { ownerMark, stopOrphanedServer } from './orphaned-server';
import { makePrivateFolder } from './private-folder';
import { keepPrivatePassword } from './private-password';
import { findRedisProgram } from './find-redis-program';
import type { RedisProgram } from './redis-program';
import { redisConfiguration } from './redis-configuration';
import { ServerNotReady, ServerProcess } from './server-process';
import { StartupProblem } from './startup-problem';

/** Reading a large append-only file back may take this long. */
const READY_WITHIN_MS = 120_000;
const STOP_WITHIN_MS = 10_000;
const START_ATTEMPTS = 5;
const RETRY_AFTER_MS = 100;

export interface EmbeddedRedisOptions {
  readonly dataDir: string;
  readonly toolsDir: string;
  readonly log: (line: string) => void;
  /** Where to look for redis-server and apt-get. Default: the PATH of this process. */
  readonly searchPath?: string;
  /** Default: one that is free. */
  readonly port?: number;
}

/**
 * Starts the private Redis of `dataDir`, whose data are kept between starts.
 *
 * @throws StartupProblem when it cannot run; nothing is left running then.
 */
export async function startEmbeddedRedis(options: EmbeddedRedisOptions): Promise<EmbeddedServer> {
  const { toolsDir, log, searchPath = process.env['PATH'] ?? '' } = options;
  const folder = resolve(options.dataDir, 'redis');
  await makePrivateFolder(folder);
  const [binary, password] = await Promise.all([
    findRedisProgram({ searchPath, toolsDir: resolve(toolsDir), log }),
    keepPrivatePassword(join(folder, 'password')),
  ]);
  const pidFile = join(folder, 'redis.pid');
  await stopOrphanedServer({ pidFile, ownPath: configurationFile(folder), stopSignal: 'SIGTERM' });
  await rm(pidFile, { force: true });
  const { server, port } = await startServer(binary, { ...options, folder, password, pidFile });
  return {
    url: `redis://:${password}@127.0.0.1:${port}`,
    port,
    pid: server.pid,
    // On SIGTERM Redis writes its append-only file to disk before it ends.
    stop: (signal = 'SIGTERM') => server.stop(signal, STOP_WITHIN_MS),
  };
}

interface RedisPlace {
  readonly folder: string;
  readonly password: string;
  readonly pidFile: string;
  readonly port?: number;
  readonly log: (line: string) => void;
}

async function startServer(
  binary: RedisProgram,
  place: RedisPlace,
): Promise<{ server: ServerProcess; port: number }> {
  for (let attempt = 1; ; attempt += 1) {
    const port = place.port ?? (await findFreePort());
    await writeFile(configurationFile(place.folder), redisConfiguration({ ...place, port }), { mode: 0o600 });
    try {
      return { server: await spawnServer(binary, place), port };
    } catch (cause) {
      const lines = cause instanceof ServerNotReady ? cause.lines : [];
      const portIsTaken = lines.some((line) => line.includes('Address already in use'));
      if (!portIsTaken || place.port !== undefined || attempt >= START_ATTEMPTS) {
        throw cannotRun(place.folder, lines, portIsTaken);
      }
      await delay(RETRY_AFTER_MS);
    }
  }
}

function spawnServer(
  { executable, libraryPath }: RedisProgram,
  { folder, log }: RedisPlace,
): Promise<ServerProcess> {
  const command = {
    executable,
    // The server does not write to syslog; the identity only marks whose process it is.
    args: [configurationFile(folder), '--syslog-ident', ownerMark(process.pid)],
    env: { ...process.env, ...(libraryPath === undefined ? {} : { LD_LIBRARY_PATH: libraryPath }) },
    readyText: 'Ready to accept connections',
    readyWithinMs: READY_WITHIN_MS,
  };
  return ServerProcess.start(command, log);
}

function configurationFile(folder: string): string {
  return join(folder, 'redis.conf');
}

function cannotRun(folder: string, lines: readonly string[], portIsTaken: boolean): StartupProblem {
  if (portIsTaken) {
    return new StartupProblem('The port of the private Redis is in use: stop who listens there.', lines);
  }
  const lastLine = lines.at(-1) ?? 'it wrote nothing';
  return new StartupProblem(
    `The private Redis in ${folder} does not start (${lastLine}): repair that, or set REDIS_URL.`,
    lines,
  );
}
