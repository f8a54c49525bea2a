import { readFile, rename, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { EmbeddedServer } from './embedded-server';
import { findFreePort } from './free-port';
import { ownerMark, stopOrphanedServer } from './orphaned-server';
import { postgresAccount, type SystemAccount } from './postgres-account';
import { findPostgresBinaries, type PostgresBinaries } from './postgres-binaries';
import { makePrivateFolder } from './private-folder';
import { keepPrivatePassword } from './private-password';
import { CommandFailed, runCommand } from './run-command';
import { ServerNotReady, ServerProcess } from './server-process';
import { StartupProblem } from './startup-problem';

/** Who owns the private cluster. */
export const EMBEDDED_SUPERUSER = 'sekisho';
const INITDB_WITHIN_MS = 120_000;
/** Replaying the log after a crash may take this long. */
const READY_WITHIN_MS = 120_000;
const FAST_SHUTDOWN_WITHIN_MS = 30_000;
const START_ATTEMPTS = 20;
const RETRY_AFTER_MS = 250;

/** Fixed settings of the private server: reachable from this machine only, and silent about values (R5). */
const SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  // Errors of statements reach the client; in the server's log their DETAIL would show login IDs.
  log_min_messages: 'log',
  log_error_verbosity: 'terse',
};

export interface EmbeddedPostgresOptions {
  readonly dataDir: string;
  readonly log: (line: string) => void;
  /** Default: one that is free. */
  readonly port?: number;
  /** Settings of postgresql.conf over the defaults. */
  readonly settings?: Readonly<Record<string, string>>;
}

interface Cluster {
  readonly binaries: PostgresBinaries;
  readonly account: SystemAccount | undefined;
  readonly folder: string;
}

/**
 * Starts the private PostgreSQL of `dataDir`, made on the first start and kept between starts.
 *
 * @throws StartupProblem when it cannot run; nothing is left running then.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedServer> {
  const home = resolve(options.dataDir, 'postgres');
  const [binaries, account] = await Promise.all([findPostgresBinaries(), postgresAccount()]);
  const cluster: Cluster = { binaries, account, folder: join(home, 'cluster') };
  await makePrivateFolder(home, account);
  const passwordFile = join(home, 'password');
  const password = await keepPrivatePassword(passwordFile, account);
  const madeBy = await readFile(join(cluster.folder, 'PG_VERSION'), 'utf8').catch(() => undefined);
  if (madeBy === undefined) await initialise(cluster, passwordFile);
  else refuseOtherVersion(cluster, madeBy.trim());
  await clearTheWay(cluster.folder);
  const { server, port } = await startServer(cluster, options);
  return {
    url: `postgres://${EMBEDDED_SUPERUSER}:${password}@127.0.0.1:${port}/postgres`,
    port,
    pid: server.pid,
    // SIGINT asks for a "fast shutdown": open transactions are rolled back, clients sent away.
    stop: (signal = 'SIGINT') => server.stop(signal, FAST_SHUTDOWN_WITHIN_MS),
  };
}

/** Makes the cluster beside its place and moves it there whole, so that a start cut short is simply begun again. */
async function initialise({ binaries, account, folder }: Cluster, passwordFile: string): Promise<void> {
  const unfinished = `${folder}.new`;
  await rm(unfinished, { recursive: true, force: true });
  const args = [
    `--pgdata=${unfinished}`,
    `--username=${EMBEDDED_SUPERUSER}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
  ];
  try {
    await runCommand(binaries.initdb, args, { ...account, cwd: '/', timeoutMs: INITDB_WITHIN_MS });
  } catch (cause) {
    throw cannotRun(folder, cause instanceof CommandFailed ? cause.output : []);
  }
  await rename(unfinished, folder);
}

function refuseOtherVersion({ binaries, folder }: Cluster, madeBy: string): void {
  if (madeBy === binaries.majorVersion) return;
  throw new StartupProblem(
    `The data in ${folder} are of PostgreSQL ${madeBy} and this gateway brings ${binaries.majorVersion}: move them with pg_dump of version ${madeBy}, or set DATA_DIR to a new folder.`,
  );
}

async function clearTheWay(folder: string): Promise<void> {
  const pidFile = join(folder, 'postmaster.pid');
  await stopOrphanedServer({ pidFile, ownPath: folder, stopSignal: 'SIGINT' });
  // What is left names a dead process. PostgreSQL would believe it if a stranger got that process id since.
  await rm(pidFile, { force: true });
}

async function startServer(
  cluster: Cluster,
  options: EmbeddedPostgresOptions,
): Promise<{ server: ServerProcess; port: number }> {
  for (let attempt = 1; ; attempt += 1) {
    const port = options.port ?? (await findFreePort());
    try {
      return { server: await spawnServer(cluster, options, port), port };
    } catch (cause) {
      const lines = cause instanceof ServerNotReady ? cause.lines : [];
      if (attempt >= START_ATTEMPTS || !mayPass(lines, options.port !== undefined)) {
        throw cannotRun(cluster.folder, lines);
      }
      await delay(RETRY_AFTER_MS);
    }
  }
}

function spawnServer(
  { binaries, account, folder }: Cluster,
  { settings, log }: EmbeddedPostgresOptions,
  port: number,
): Promise<ServerProcess> {
  const all = { ...SETTINGS, ...settings, cluster_name: ownerMark(process.pid) };
  const command = {
    executable: binaries.postgres,
    args: [
      '-D',
      folder,
      '-p',
      String(port),
      ...Object.entries(all).flatMap(([key, value]) => ['-c', `${key}=${value}`]),
    ],
    env: { ...process.env, LC_ALL: 'C' },
    readyText: 'database system is ready to accept connections',
    readyWithinMs: READY_WITHIN_MS,
    ...account,
  };
  return ServerProcess.start(command, log);
}

/** After SIGKILL the backends need a moment to notice; and a free port may be taken before the server has it. */
function mayPass(lines: readonly string[], portIsGiven: boolean): boolean {
  const text = lines.join('\n');
  return text.includes('shared memory block') || (!portIsGiven && text.includes('Address already in use'));
}

function cannotRun(folder: string, lines: readonly string[]): StartupProblem {
  const text = lines.join('\n');
  if (text.includes('Permission denied')) {
    return new StartupProblem(
      `PostgreSQL may not enter ${folder}: give its system user the right to pass through the folders above it (chmod o+x), or set DATA_DIR to another folder.`,
      lines,
    );
  }
  if (text.includes('Address already in use')) {
    return new StartupProblem('The port of the private PostgreSQL is in use: stop who listens there.', lines);
  }
  if (text.includes('lock file "postmaster.pid" already exists')) {
    return new StartupProblem(
      `Another gateway is using ${folder}: stop it, or set DATA_DIR to another folder.`,
      lines,
    );
  }
  const lastLine = lines.at(-1) ?? 'it wrote nothing';
  return new StartupProblem(
    `The private PostgreSQL in ${folder} does not start (${lastLine}): repair that, or set DATABASE_URL.`,
    lines,
  );
}
