import { readdir, readFile } from 'node:fs/promises';

/** One thread and the processor time that it has taken so far. */
export interface ThreadTime {
  readonly tid: number;
  /** −20 to 19; on Linux each thread has its own. */
  readonly niceness: number;
  readonly ms: number;
}

/** The unit of the times in `stat`: Linux shows them in hundredths of a second, whatever its own clock (proc(5), time(7)). */
const TICK_MS = 10;

const NS_PER_MS = 1_000_000;

/** Fields of `stat` (proc(5)) behind the name, which may hold spaces and brackets itself. */
const [PARENT, USER, SYSTEM, CHILDREN_USER, CHILDREN_SYSTEM, NICENESS] = [1, 11, 12, 13, 14, 16];

interface Stat {
  readonly parent: number;
  readonly ownMs: number;
  /** Of children that have ended and were waited for. */
  readonly endedChildrenMs: number;
  readonly niceness: number;
}

/** The line of `/proc/PID/stat` or `/proc/PID/task/TID/stat`. */
export function parseStat(line: string): Stat {
  const fields = line
    .slice(line.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number);
  const at = (field: number): number => fields[field] ?? 0;
  return {
    parent: at(PARENT),
    ownMs: (at(USER) + at(SYSTEM)) * TICK_MS,
    endedChildrenMs: (at(CHILDREN_USER) + at(CHILDREN_SYSTEM)) * TICK_MS,
    niceness: at(NICENESS),
  };
}

/** The threads of a process; none if it has ended. Linux only. */
export async function threadsOf(pid: number): Promise<readonly ThreadTime[]> {
  const folder = `/proc/${pid}/task`;
  const tids = await readdir(folder).catch(() => []);
  const threads = await Promise.all(tids.map((tid) => threadAt(`${folder}/${tid}`, Number(tid))));
  return threads.filter((thread) => thread !== null);
}

/**
 * What a process and all that descend from it have taken so far, those that have ended included: PostgreSQL has a process
 * for each connection, and Redis one while it writes its file anew. Linux only.
 */
export async function treeMs(root: number): Promise<number> {
  const processes = await allProcesses();
  const family = [root];
  for (const pid of family) {
    family.push(...[...processes].filter(([, { parent }]) => parent === pid).map(([child]) => child));
  }
  const times = await Promise.all(
    family.map(async (pid) => {
      const threads = await threadsOf(pid);
      return threads.reduce((sum, { ms }) => sum + ms, processes.get(pid)?.endedChildrenMs ?? 0);
    }),
  );
  return times.reduce((sum, ms) => sum + ms, 0);
}

/** `schedstat` tells nanoseconds; `stat` only ticks, which are as long as a whole login. Not every kernel has the first. */
async function threadAt(folder: string, tid: number): Promise<ThreadTime | null> {
  const [line, schedstat] = await Promise.all([textOf(`${folder}/stat`), textOf(`${folder}/schedstat`)]);
  if (line === null) return null;
  const { niceness, ownMs } = parseStat(line);
  const ns = Number(schedstat?.split(' ')[0] ?? 0);
  return { tid, niceness, ms: ns > 0 ? ns / NS_PER_MS : ownMs };
}

async function allProcesses(): Promise<ReadonlyMap<number, Stat>> {
  const names = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const lines = await Promise.all(names.map((name) => textOf(`/proc/${name}/stat`)));
  return new Map(
    names.flatMap((name, index) => {
      const line = lines[index] ?? null;
      return line === null ? [] : [[Number(name), parseStat(line)] as const];
    }),
  );
}

/** Null for what is gone: processes and threads end while they are looked at. */
function textOf(file: string): Promise<string | null> {
  return readFile(file, 'utf8').catch(() => null);
}
