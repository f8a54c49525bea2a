import { latencyChart } from '../measure/charts';
import type { ConstantReport } from '../measure/constant-requests';
import type { Chart } from '../report/chart';

/** Throughput over time, round after round, and the latency of the first round, by side. The warm-up is left out. */
export function constantCharts(
  title: string,
  reports: ReadonlyMap<string, readonly ConstantReport[]>,
): readonly Chart[] {
  const sides = [...reports].map(([label, [, ...measured]]) => ({ label, measured }));
  const longest = Math.max(
    0,
    ...sides.map(({ measured }) => measured.flatMap(({ seconds }) => seconds).length),
  );
  return [
    {
      title: `${title}, over time`,
      axis: 'SECONDS',
      unit: '/s',
      x: Array.from({ length: longest }, (_, second) => second + 1),
      curves: sides.map(({ label, measured }) => ({
        label,
        values: measured.flatMap(({ seconds }) => seconds),
      })),
    },
    latencyChart(
      `${title}, time of an answer`,
      sides.map(({ label, measured }) => ({ label, latency: measured[0]?.latency })),
    ),
  ];
}
