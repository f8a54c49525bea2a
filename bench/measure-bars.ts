import type { Bar, BarResult } from './bars/bar';
import type { Chart } from './report/chart';
import { onStage } from './stage/on-stage';
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
      const stage = new Stage({ ...parts, bar: bar.id });
      const measured = await onStage(stage, bar.limitMs, interrupted, (own) => bar.measure(own));
      results.push(...measured.results);
      charts.push(...measured.charts);
    } catch (fault) {
      faults.push({ bar: bar.id, fault });
    }
  }
  return { results, charts, faults };
}
