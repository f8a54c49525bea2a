import { perPart, totalOf, type PerPart } from './cpu-parts';
import { threadsOf, treeMs, type ThreadTime } from './process-cpu';

/** The processes that serve a load; the generator is this one. */
export interface ServingProcesses {
  readonly gateways: readonly number[];
  readonly postgres: number;
  readonly redis: number;
}

/** Processor time that was used while something ran. */
export interface CpuUse {
  readonly wallMs: number;
  readonly ms: PerPart;
}

/** The lowest priority there is: a thread that is told to yield to one that has it already cannot. */
const NICEST = 19;

/**
 * Runs something and accounts for the processor time that everybody used meanwhile. The time, unlike the clock, does not
 * run while others have the core. `use` is null where it cannot be measured: only Linux tells the time of each thread.
 */
export async function accounted<Result>(
  processes: ServingProcesses,
  during: () => Promise<Result>,
): Promise<{ readonly result: Result; readonly use: CpuUse | null }> {
  if (process.platform !== 'linux') return { result: await during(), use: null };
  const before = await reading(processes);
  const begunAt = performance.now();
  const result = await during();
  const wallMs = performance.now() - begunAt;
  const after = await reading(processes);
  // A child that ends moves from nanoseconds into ticks, so that a server that does nothing can seem to go back a little.
  const ms = perPart((part) => Math.max(0, after[part] - before[part]));
  return { result, use: { wallMs, ms } };
}

/** How many cores each part kept busy. */
export function coresOf({ ms, wallMs }: CpuUse): PerPart {
  return perPart((part) => ms[part] / wallMs);
}

/** Milliseconds of a core that each part spent on one of so many operations. */
export function costOf({ ms }: CpuUse, operations: number): PerPart {
  return perPart((part) => ms[part] / operations);
}

/** Several accounts as one. */
export function together(uses: readonly CpuUse[]): CpuUse {
  return {
    wallMs: uses.reduce((sum, { wallMs }) => sum + wallMs, 0),
    ms: perPart((part) => uses.reduce((sum, { ms }) => sum + ms[part], 0)),
  };
}

/** The share of all the time that went into hashing. */
export function hashingShare(use: CpuUse): number {
  return use.ms.gatewayHashing / totalOf(use.ms);
}

async function reading({ gateways, postgres, redis }: ServingProcesses): Promise<PerPart> {
  const threads = (await Promise.all(gateways.map(gatewayThreads))).flat();
  const servers = { postgres: await treeMs(postgres), redis: await treeMs(redis) };
  const { user, system } = process.cpuUsage();
  return perPart((part) => {
    switch (part) {
      case 'postgres':
      case 'redis':
        return servers[part];
      case 'generator':
        return (user + system) / 1_000;
      case 'gatewayMain':
      case 'gatewayHashing':
      case 'gatewayOther':
        return threads.reduce((sum, thread) => (thread.part === part ? sum + thread.ms : sum), 0);
      default:
        return part satisfies never;
    }
  });
}

type GatewayThread = ThreadTime & { readonly part: 'gatewayMain' | 'gatewayHashing' | 'gatewayOther' };

async function gatewayThreads(pid: number): Promise<readonly GatewayThread[]> {
  return partsOfGateway(pid, await threadsOf(pid));
}

/**
 * Which thread does what: the main one has the number of the process, and those that hash are the only ones of lower
 * priority (ADR 13). In a gateway that has the lowest priority itself they cannot be told from the others; then all of
 * these count as hashing, which for logins is all but a few per cent of their time.
 */
export function partsOfGateway(pid: number, threads: readonly ThreadTime[]): readonly GatewayThread[] {
  const own = threads.find(({ tid }) => tid === pid)?.niceness ?? 0;
  return threads.map((thread) => ({ ...thread, part: partOf(pid, own, thread) }));
}

function partOf(pid: number, own: number, { tid, niceness }: ThreadTime): GatewayThread['part'] {
  if (tid === pid) return 'gatewayMain';
  return niceness > own || own === NICEST ? 'gatewayHashing' : 'gatewayOther';
}
