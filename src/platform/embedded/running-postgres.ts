import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { EMBEDDED_SUPERUSER } from './embedded-postgres';

/** The lines of postmaster.pid (PostgreSQL, src/include/utils/pidfile.h), counted from 0. */
const PID_LINE = 0;
const PORT_LINE = 3;

/** The address of the private PostgreSQL of `dataDir` if a gateway is running it now; null if none is. */
export async function runningPostgresUrl(dataDir: string): Promise<string | null> {
  const home = resolve(dataDir, 'postgres');
  const trace = await readFile(resolve(home, 'cluster', 'postmaster.pid'), 'utf8').catch(() => null);
  const password = await readFile(resolve(home, 'password'), 'utf8').catch(() => null);
  if (trace === null || password === null) return null;
  const lines = trace.split('\n');
  const [pid, port] = [Number(lines[PID_LINE]), Number(lines[PORT_LINE])];
  if (!(pid > 1) || !(port > 0) || !isAlive(pid)) return null;
  return `postgres://${EMBEDDED_SUPERUSER}:${password.trim()}@127.0.0.1:${port}/postgres`;
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (fault) {
    // Another system user's process answers with EPERM, and so is there.
    return (fault as { code?: unknown }).code === 'EPERM';
  }
}
