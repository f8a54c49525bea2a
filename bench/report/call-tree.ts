import { familyOf, type CodeFamily } from './code-family';
import { samplesFrom, type CpuProfile, type Frame } from './cpu-profile';

/** A path of calls, and the time that was spent at its end; equal paths are one. */
export interface Call {
  readonly name: string;
  /** File and line, as a reader finds them; empty for what has no source. */
  readonly source: string;
  readonly family: CodeFamily;
  /** In the function itself, in microseconds. */
  readonly selfUs: number;
  /** In it and in all that it called. */
  readonly totalUs: number;
  /** What it called, the most expensive first. */
  readonly calls: readonly Call[];
}

export interface CallTree {
  /** From the first sample that counts to the last, in microseconds. */
  readonly elapsedUs: number;
  /** The share of that in which the main thread was not idle, as in the list of self times. */
  readonly busy: number;
  /** What the event loop called, directly or not. */
  readonly root: Call;
}

/** Code that V8 cannot name; it belongs to no path. */
const PROGRAM = '(program)';

/**
 * Which function called which, and for how long, from `fromMs` after the start of the profile on. Idle time and
 * (program) are left out, and so are paths on which no time was spent. The garbage collector stands by itself: V8 does
 * not tell whose call it interrupted.
 */
export function callTree(profile: CpuProfile, fromMs: number): CallTree {
  const selfUs = new Map<number, number>();
  let [elapsedUs, idleUs] = [0, 0];
  for (const { node, frame, tookUs } of samplesFrom(profile, fromMs)) {
    elapsedUs += tookUs;
    if (frame === null) idleUs += tookUs;
    else if (frame.functionName !== PROGRAM) selfUs.set(node, (selfUs.get(node) ?? 0) + tookUs);
  }
  const nodes = new Map(profile.nodes.map((node) => [node.id, node]));
  const called = new Set(profile.nodes.flatMap(({ children = [] }) => children));
  const first = profile.nodes.filter(({ id }) => !called.has(id));
  const busy = elapsedUs === 0 ? 0 : 1 - idleUs / elapsedUs;
  return { elapsedUs, busy, root: { ...merged(EVENT_LOOP, first, nodes, selfUs), name: 'all' } };
}

type Node = CpuProfile['nodes'][number];

const EVENT_LOOP: Frame = { functionName: '(root)', url: '', lineNumber: -1 };

/** One call of several nodes: V8 has more than one for a function that it compiled anew. */
function merged(
  frame: Frame,
  same: readonly Node[],
  nodes: ReadonlyMap<number, Node>,
  spent: ReadonlyMap<number, number>,
): Call {
  const groups = new Map<string, Node[]>();
  for (const node of same.flatMap(({ children = [] }) => children.flatMap((id) => nodes.get(id) ?? []))) {
    const key = JSON.stringify([node.callFrame.functionName, sourceOf(node.callFrame)]);
    groups.set(key, [...(groups.get(key) ?? []), node]);
  }
  const calls = [...groups.values()]
    .flatMap((group) => group.slice(0, 1).map((one) => merged(one.callFrame, group, nodes, spent)))
    .filter(({ totalUs }) => totalUs > 0)
    .sort((one, other) => other.totalUs - one.totalUs);
  const selfUs = same.reduce((sum, { id }) => sum + (spent.get(id) ?? 0), 0);
  return {
    name: frame.functionName === '' ? '(anonymous)' : frame.functionName,
    source: sourceOf(frame),
    family: familyOf(frame),
    selfUs,
    totalUs: calls.reduce((sum, { totalUs }) => sum + totalUs, selfUs),
    calls,
  };
}

/** Without the folders in which the build and its packages happen to lie. */
function sourceOf({ url, lineNumber }: Frame): string {
  if (url === '') return '';
  const [, inPackage] = /.*node_modules\/(.+)/.exec(url) ?? [];
  const [, ours] = /.*\/dist\/(src\/.+)/.exec(url) ?? [];
  return `${inPackage ?? ours ?? url}:${lineNumber + 1}`;
}
