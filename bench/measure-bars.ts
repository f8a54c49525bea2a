import type { Bar, BarResult } from './bars/bar';
import type { Chart } from './report/chart';
import { Stage, type StageParts } from './stage/stage';

/** What a run came to. */
export interface Outcome {
  readonly results: readonly BarResult[];
  readonly charts: readonly Chart[];
  /** What could not be measured, and why. */
  readonly faults: readonly { readonly bar: string; readonly fault: unknown }[];
}

/**
 * Measures one bar after the other, each on a stage of its own. A bar that cannot be measured does not keep the others
 * from being measured; an interruption does.
 */
export async function measureBars(
  bars: readonly Bar[],
  parts: Omit<StageParts, 'bar'>,
  interrupted: AbortSignal,
): Promise<Outcome> {
  const results: BarResult[] = [];
  const charts: Chart[] = [];
  const faults: { bar: string; fault: unknown }[] = [];
  for (const bar of bars) {
    if (interrupted.aborted) break;
    try {
      const measured = await measureOn(new Stage({ ...parts, bar: bar.id }), bar, interrupted);
      results.push(...measured.results);
      charts.push(...measured.charts);
    } catch (fault) {
      faults.push({ bar: bar.id, fault });
    }
  }
  return { results, charts, faults };
}

async function measureOn(stage: Stage, bar: Bar, interrupted: AbortSignal): ReturnType<Bar['measure']> {
  const limit = AbortSignal.any([interrupted, AbortSignal.timeout(bar.limitMs)]);
  const cut = new Promise<never>((_resolve, reject) => {
    limit.addEventListener('abort', () => {
      reject(new Error(interrupted.aborted ? 'interrupted' : `not done within ${bar.limitMs / 1_000} s`));
    });
  });
  try {
    return await Promise.race([bar.measure(stage), cut]);
  } finally {
    await stage.close();
  }
}
