import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { placeOf, samplesFrom, type CpuProfile, type Frame } from './cpu-profile';

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

/** Where the time went, from `fromMs` after the start of the profile on. */
export function topSelfTime(profile: CpuProfile, fromMs: number, count: number): SelfTimes {
  const byFunction = new Map<string, number>();
  const byPlace = new Map<string, number>();
  let [idleUs, busyUs] = [0, 0];
  for (const { frame, tookUs } of samplesFrom(profile, fromMs)) {
    if (frame === null) {
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

function nameOf({ functionName, url, lineNumber }: Frame): string {
  const name = functionName === '' ? '(anonymous)' : functionName;
  if (url === '') return name;
  const path = url.startsWith('file:') ? relative(process.cwd(), fileURLToPath(url)) : url;
  return `${name} ${path}:${lineNumber + 1}`;
}
