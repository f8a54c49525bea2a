import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A V8 CPU profile, as far as it is read here (Chrome DevTools Protocol, Profiler.Profile). */
export interface CpuProfile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number };
  }[];
  readonly samples: readonly number[];
  /** Microseconds since the sample before. */
  readonly timeDeltas: readonly number[];
}

export interface SelfTimes {
  /** The share of the time in which the main thread was not idle. */
  readonly busy: number;
  /** Functions by the share of the busy time that was spent in themselves, not in what they called; greatest first. */
  readonly functions: readonly Share[];
  /** The same by package, feature of the gateway, or Node itself. */
  readonly places: readonly Share[];
}

interface Share {
  readonly name: string;
  readonly share: number;
}

/** Not the program's doing; (program) is native code, and is. */
const IDLE = new Set(['(idle)', '(root)']);

/** Where the time went, from `fromMs` after the start of the profile on. */
export function topSelfTime(profile: CpuProfile, fromMs: number, count: number): SelfTimes {
  const frames = new Map(profile.nodes.map(({ id, callFrame }) => [id, callFrame]));
  const byFunction = new Map<string, number>();
  const byPlace = new Map<string, number>();
  let [elapsedUs, idleUs, busyUs] = [0, 0, 0];
  for (const [index, sample] of profile.samples.entries()) {
    const tookUs = profile.timeDeltas[index] ?? 0;
    elapsedUs += tookUs;
    if (elapsedUs < fromMs * 1_000) continue;
    const frame = frames.get(sample);
    if (frame === undefined || IDLE.has(frame.functionName)) {
      idleUs += tookUs;
    } else {
      busyUs += tookUs;
      add(byFunction, nameOf(frame), tookUs);
      add(byPlace, placeOf(frame), tookUs);
    }
  }
  return {
    busy: busyUs === 0 ? 0 : busyUs / (busyUs + idleUs),
    functions: greatest(byFunction, busyUs, count),
    places: greatest(byPlace, busyUs, count),
  };
}

function add(spent: Map<string, number>, name: string, tookUs: number): void {
  spent.set(name, (spent.get(name) ?? 0) + tookUs);
}

function greatest(spent: ReadonlyMap<string, number>, busyUs: number, count: number): readonly Share[] {
  return [...spent]
    .map(([name, time]) => ({ name, share: time / busyUs }))
    .sort((one, other) => other.share - one.share)
    .slice(0, count);
}

type Frame = CpuProfile['nodes'][number]['callFrame'];

/** A package of node_modules, a feature of src/, `node`, or `native` for what has no source. */
function placeOf({ url }: Frame): string {
  if (url === '') return 'native';
  if (url.startsWith('node:')) return 'node';
  const [, dependency] = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url) ?? [];
  const [, feature] = /dist\/(src\/[^/]+)/.exec(url) ?? [];
  return dependency ?? feature ?? url;
}

function nameOf({ functionName, url, lineNumber }: Frame): string {
  const name = functionName === '' ? '(anonymous)' : functionName;
  if (url === '') return name;
  const path = url.startsWith('file:') ? relative(process.cwd(), fileURLToPath(url)) : url;
  return `${name} ${path}:${lineNumber + 1}`;
}
