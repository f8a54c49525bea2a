import { posix } from 'node:path';
import { PARTS, SERVING_PARTS, SHORT_PART_NAMES } from '../measure/cpu-parts';
import { figureText } from '../report/figure-text';
import { markdownTable, right } from '../report/markdown';
import { measuredLine } from '../report/measured-line';
import { GROWS, pictureName } from './growth-pictures';
import {
  OPERATIONS,
  type Cost,
  type Figure,
  type Growth,
  type GrowthRun,
  type Operation,
} from './growth-run';

const TITLES: Readonly<Record<Growth['dimension'], string>> = {
  users: 'With users',
  counters: 'With counters in Redis',
  history: 'With events in the history',
  clients: 'With clients at once',
};

/** The run as Markdown: a picture and two tables for each thing that grew. `images` is the folder of the pictures. */
export function renderGrowth(run: GrowthRun, images: string): string {
  return [measuredLine(run), ...run.growths.flatMap((growth) => section(growth, images))].join('\n\n');
}

function section(growth: Growth, images: string): readonly string[] {
  const { dimension } = growth;
  const picture = posix.join(images, pictureName(dimension));
  return [
    `### ${TITLES[dimension]}`,
    `![Cost of a login and of a refusal by ${GROWS[dimension]}](${picture})`,
    ...OPERATIONS.map((operation) => table(growth, operation)),
    summary(growth),
  ];
}

function table({ dimension, points }: Growth, operation: Operation): string {
  const headings = [
    GROWS[dimension],
    `${operation}s a second`,
    ...(dimension === 'clients' ? ['told to come back'] : []),
    'p50, ms',
    'p99, ms',
    ...PARTS.map((part) => SHORT_PART_NAMES[part]),
    'sum',
  ];
  const rows = points.map(({ size, costs }) => {
    const cost = costs[operation];
    return [
      size.toLocaleString('en-US'),
      figureText(cost.perSecond.value),
      ...(dimension === 'clients' ? [String(cost.busy)] : []),
      withBounds(cost.p50),
      withBounds(cost.p99),
      ...cpuCells(cost),
    ];
  });
  return markdownTable(headings.map(right), rows);
}

function withBounds({ value, min, max }: Figure): string {
  return `${figureText(value)} (${figureText(min)}–${figureText(max)})`;
}

/** The generator's is in its own column, not in the sum: it is no part of the service. */
function cpuCells({ cpuMs }: Cost): readonly string[] {
  if (cpuMs === null) return [...PARTS.map(() => 'not measured'), 'not measured'];
  return [...PARTS.map((part) => cpuMs[part].value.toFixed(2)), served(cpuMs).toFixed(2)];
}

/** How much the largest size costs of what the smallest does; clients compete, so that theirs is another question. */
function summary({ dimension, points }: Growth): string {
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined) return '';
  const range = `${first.size.toLocaleString('en-US')} to ${last.size.toLocaleString('en-US')} ${GROWS[dimension]}`;
  if (dimension === 'clients') {
    const most = Math.max(...points.map(({ costs }) => costs.login.perSecond.value));
    return `From ${range}: at most ${figureText(most)} logins a second.`;
  }
  const told = OPERATIONS.map((operation) => {
    const [before, after] = [first.costs[operation], last.costs[operation]];
    const time = (after.p50.value / before.p50.value).toFixed(2);
    if (before.cpuMs === null || after.cpuMs === null) return `a ${operation} takes ${time} times as long`;
    const cpu = served(after.cpuMs) / served(before.cpuMs);
    return `a ${operation} takes ${time} times as long (p50) and ${cpu.toFixed(2)} times the processor time`;
  });
  return `From ${range}: ${told.join('; ')}.`;
}

function served(cpuMs: NonNullable<Cost['cpuMs']>): number {
  return SERVING_PARTS.reduce((sum, part) => sum + cpuMs[part].value, 0);
}
