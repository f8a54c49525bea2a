import { posix } from 'node:path';
import { PARTS, SHORT_PART_NAMES } from '../measure/cpu-parts';
import { figureText, markdownTable, type Column } from '../report/markdown';
import { measuredLine } from '../report/measured-line';
import { GROWS, pictureName } from './growth-pictures';
import type { Cost, Figure, Growth, GrowthRun, Operation } from './growth-run';

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
    table(growth, 'login'),
    table(growth, 'refusal'),
    summary(growth),
  ];
}

function table({ dimension, points }: Growth, operation: Operation): string {
  const columns: readonly Column[] = [
    { heading: GROWS[dimension], side: 'RIGHT' },
    { heading: `${operation}s a second`, side: 'RIGHT' },
    ...(dimension === 'clients' ? [{ heading: 'told to come back', side: 'RIGHT' } as const] : []),
    { heading: 'p50, ms', side: 'RIGHT' },
    { heading: 'p99, ms', side: 'RIGHT' },
    ...PARTS.map((part) => ({ heading: SHORT_PART_NAMES[part], side: 'RIGHT' }) as const),
    { heading: 'sum', side: 'RIGHT' },
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
  return markdownTable(columns, rows);
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
  const told = (['login', 'refusal'] as const).map((operation) => {
    const [before, after] = [first.costs[operation], last.costs[operation]];
    const time = (after.p50.value / before.p50.value).toFixed(2);
    if (before.cpuMs === null || after.cpuMs === null) return `a ${operation} takes ${time} times as long`;
    const cpu = served(after.cpuMs) / served(before.cpuMs);
    return `a ${operation} takes ${time} times as long (p50) and ${cpu.toFixed(2)} times the processor time`;
  });
  return `From ${range}: ${told.join('; ')}.`;
}

function served(cpuMs: NonNullable<Cost['cpuMs']>): number {
  return PARTS.reduce((sum, part) => (part === 'generator' ? sum : sum + cpuMs[part].value), 0);
}
