import type { Histogram } from 'hdr-histogram-js';
import type { Chart, Curve } from '../report/chart';

/** Percentiles of a curve of latency: dense where it bends. */
const PERCENTILES = [1, 5, 10, 25, 50, 75, 90, 95, 97.5, 99, 99.5, 99.9, 99.99];

/** What happened in one second, however it was produced. */
export interface SecondCounts {
  readonly outcomes: ReadonlyMap<string, number>;
  /** Requests without an answer at its end. */
  readonly inFlight?: number;
}

/** How long requests took, by percentile; microseconds in, milliseconds out. */
export function latencyChart(
  title: string,
  curves: readonly { readonly label: string; readonly latency: Histogram | undefined }[],
): Chart {
  return {
    title,
    axis: 'PERCENTILE',
    unit: 'ms',
    x: PERCENTILES,
    curves: curves.map(({ label, latency }) => ({
      label,
      values: PERCENTILES.map((each) =>
        latency === undefined ? null : latency.getValueAtPercentile(each) / 1_000,
      ),
    })),
  };
}

/** Answers a second by outcome, rounds one after the other; and the queue in front of the gateway where it is known. */
export function outcomesChart(title: string, seconds: readonly SecondCounts[]): Chart {
  const outcomes = [...new Set(seconds.flatMap((each) => [...each.outcomes.keys()]))];
  const curves: Curve[] = outcomes.map((outcome) => ({
    label: outcome,
    values: seconds.map((each) => each.outcomes.get(outcome) ?? 0),
  }));
  if (seconds.some(({ inFlight }) => inFlight !== undefined)) {
    curves.push({ label: 'waiting for an answer', values: seconds.map(({ inFlight }) => inFlight ?? null) });
  }
  return { title, axis: 'SECONDS', unit: '/s', x: seconds.map((_, second) => second + 1), curves };
}
