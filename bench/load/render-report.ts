import type { Histogram } from 'hdr-histogram-js';
import { millisecondsAt } from './open-loop';
import type { ScenarioReport } from './run-scenario';

const PERCENTILES = [50, 90, 99] as const;

/** Beyond this the generator had not enough of the machine, in milliseconds at the 99th percentile. */
const LATE_MS = 20;

/** Outcomes by which somebody was sent away to come back. */
const SENT_AWAY = /\b(Busy|THROTTLED)$/;

/** What a run came to, for people: rates, outcomes with their latencies, and whether every promise was kept. */
export function renderScenarioReport({ scenario, rate, loop, complaints }: ScenarioReport): string {
  const { arrivals, achievedRate, outcomes, latency, latencyOf, lag } = loop;
  const sentAway = [...outcomes].reduce((sum, [name, count]) => sum + (SENT_AWAY.test(name) ? count : 0), 0);
  const byCount = [...latencyOf].sort(([, a], [, b]) => b.totalCount - a.totalCount);
  const lateMs = millisecondsAt(lag, 99);
  return [
    scenario,
    `  asked for ${rate}/s, ${arrivals} arrivals; ${achievedRate.toFixed(1)} answered a second`,
    `  sent away busy or throttled: ${sentAway} (${((100 * sentAway) / Math.max(1, arrivals)).toFixed(1)} %)`,
    table([
      ['outcome', 'count', 'p50 ms', 'p90 ms', 'p99 ms', 'max ms'],
      ...byCount.map(([name, histogram]) => row(name, histogram)),
      row('all', latency),
    ]),
    `  latency from the moment of arrival; the generator was late by ${lateMs.toFixed(1)} ms at most in 99 of 100`,
    ...(lateMs > LATE_MS
      ? ['  that is in the latencies too: the generator had too little of the machine']
      : []),
    ...(complaints.length === 0
      ? ['  every promise was kept']
      : ['  PROMISES BROKEN', ...complaints.map((complaint) => `    ${complaint}`)]),
    '',
  ].join('\n');
}

function row(name: string, histogram: Histogram): readonly string[] {
  const figures = PERCENTILES.map((percentile) => millisecondsAt(histogram, percentile));
  return [
    name,
    String(histogram.totalCount),
    ...[...figures, histogram.maxValue / 1_000].map((figure) => figure.toFixed(1)),
  ];
}

/** The first column to the left, figures to the right. */
function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((cells) => (cells[column] ?? '').length)),
  );
  return rows
    .map((cells) =>
      cells
        .map((cell, column) => {
          const width = widths[column] ?? 0;
          return column === 0 ? `    ${cell.padEnd(width)}` : cell.padStart(width + 2);
        })
        .join(''),
    )
    .join('\n');
}
