/** A V8 CPU profile, as far as it is read here (Chrome DevTools Protocol, Profiler.Profile). */
export interface CpuProfile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: Frame;
    /** Nodes of the functions that this one called; absent where there are none. */
    readonly children?: readonly number[];
  }[];
  readonly samples: readonly number[];
  /** Microseconds since the sample before. */
  readonly timeDeltas: readonly number[];
}

export interface Frame {
  readonly functionName: string;
  /** Empty for what has no source: native code, and what V8 puts in parentheses. */
  readonly url: string;
  /** From 0. */
  readonly lineNumber: number;
}

interface Sample {
  readonly node: number;
  /** What ran; null while the main thread was idle. */
  readonly frame: Frame | null;
  readonly tookUs: number;
}

/** Not the program's doing; (program) is native code, and is. */
const IDLE = new Set(['(idle)', '(root)']);

/** The samples of a profile from `fromMs` after its start on. */
export function* samplesFrom({ nodes, samples, timeDeltas }: CpuProfile, fromMs: number): Generator<Sample> {
  const frames = new Map(
    nodes.map(({ id, callFrame }) => [id, IDLE.has(callFrame.functionName) ? null : callFrame]),
  );
  let elapsedUs = 0;
  for (const [index, node] of samples.entries()) {
    const tookUs = timeDeltas[index] ?? 0;
    elapsedUs += tookUs;
    if (elapsedUs >= fromMs * 1_000) yield { node, frame: frames.get(node) ?? null, tookUs };
  }
}

/** A package of node_modules, a feature of src/, `node`, or `native` for what has no source. */
export function placeOf({ url }: Frame): string {
  if (url === '') return 'native';
  if (url.startsWith('node:')) return 'node';
  const [, dependency] = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url) ?? [];
  const [, feature] = /dist\/(src\/[^/]+)/.exec(url) ?? [];
  return dependency ?? feature ?? url;
}
