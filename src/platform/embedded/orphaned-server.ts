import { readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { findProcess, type ProcessEntry } from './process-table';
import { StartupProblem } from './startup-problem';

/** Longer than a checkpoint of a small database and a final fsync of the append-only file take. */
const STOP_WITHIN_MS = 20_000;
const LOOK_EVERY_MS = 20;

export interface ServerTrace {
  /** The file whose first line is the process id of the server. */
  readonly pidFile: string;
  /** A path that only the command line of the server of this data folder holds. */
  readonly ownPath: string;
  readonly stopSignal: NodeJS.Signals;
}

/** The mark that a server carries in its command line: the process id of the gateway that started it. */
export function ownerMark(ownerPid: number): string {
  return `sekisho-owner-${ownerPid}`;
}

/**
 * Stops the server that a gateway killed by SIGKILL left behind in this data folder. A process that merely got the
 * same process id is not touched.
 *
 * @throws StartupProblem when the server still has its gateway, or does not stop.
 */
export async function stopOrphanedServer(trace: ServerTrace): Promise<void> {
  const pid = await readPid(trace.pidFile);
  if (pid === undefined) return;
  const server = await findOwn(pid, trace);
  if (server === undefined) return;
  if (server.commandLine.includes(`${ownerMark(server.parentPid)} `)) {
    throw new StartupProblem(
      `Another gateway (process ${server.parentPid}) is using ${trace.ownPath}: stop it, or set DATA_DIR to another folder.`,
    );
  }
  await stopProcess(pid, trace);
}

/** Reads the process id on the first line of a pid file. */
async function readPid(pidFile: string): Promise<number | undefined> {
  const text = await readFile(pidFile, 'utf8').catch(() => '');
  const pid = Number.parseInt(text, 10);
  // kill(2) gives 0 and negative numbers to whole groups of processes.
  return pid > 1 ? pid : undefined;
}

async function findOwn(pid: number, trace: ServerTrace): Promise<ProcessEntry | undefined> {
  const entry = await findProcess(pid);
  return entry?.commandLine.includes(trace.ownPath) === true ? entry : undefined;
}

async function stopProcess(pid: number, trace: ServerTrace): Promise<void> {
  const sent = trySignal(pid, trace.stopSignal);
  const giveUpAt = Date.now() + STOP_WITHIN_MS;
  while (sent && Date.now() < giveUpAt) {
    if ((await findOwn(pid, trace)) === undefined) return;
    await delay(LOOK_EVERY_MS);
  }
  throw new StartupProblem(
    `A server left behind in ${trace.ownPath} does not stop: end process ${pid} yourself.`,
  );
}

function trySignal(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}
