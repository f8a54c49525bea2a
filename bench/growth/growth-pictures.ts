import { SERVING_PARTS, SHORT_PART_NAMES, type Part } from '../measure/cpu-parts';
import { renderPanels, type Panel, type PanelCurve } from '../report/svg-panels';
import { OPERATIONS, type Dimension, type Growth, type GrowthRun, type Operation } from './growth-run';

/** A file of the pictures and what is in it. */
export interface Picture {
  /** Such as `growth-users.svg`. */
  readonly name: string;
  readonly svg: string;
}

/** What grows, in words for an axis. */
export const GROWS: Readonly<Record<Dimension, string>> = {
  users: 'users',
  counters: 'counters in Redis',
  history: 'events in the history',
  clients: 'clients at once',
};

const OPERATION_NAMES: Readonly<Record<Operation, string>> = {
  login: 'Login',
  refusal: 'Refusal of a locked credential',
};

/** A picture of each thing that grew. */
export function growthPictures({ growths }: Pick<GrowthRun, 'growths'>): readonly Picture[] {
  return growths.map((growth) => ({
    name: pictureName(growth.dimension),
    svg: renderPanels(
      `Cost of a login and of a refusal by ${GROWS[growth.dimension]}`,
      OPERATIONS.flatMap((operation) => panelsOf(growth, operation)),
    ),
  }));
}

/** The name of a picture's file. */
export function pictureName(dimension: Dimension): string {
  return `growth-${dimension}.svg`;
}

function panelsOf(growth: Growth, operation: Operation): readonly Panel[] {
  const name = OPERATION_NAMES[operation];
  const xLabel = `${GROWS[growth.dimension]} (logarithmic)`;
  const time: Panel = {
    title: `${name}: time to the answer`,
    xLabel,
    yLabel: 'milliseconds',
    curves: [figureCurve(growth, operation, 'p50', 'p50'), figureCurve(growth, operation, 'p99', 'p99')],
  };
  const second: Panel =
    growth.dimension === 'clients'
      ? {
          title: `${name}: throughput`,
          xLabel,
          yLabel: 'answers a second',
          curves: [figureCurve(growth, operation, 'perSecond', 'answers')],
        }
      : {
          title: `${name}: processor time`,
          xLabel,
          yLabel: 'milliseconds of a core',
          // What the generator takes is told in the table.
          curves: SERVING_PARTS.map((part) => partCurve(growth, operation, part)),
        };
  return [time, second];
}

function figureCurve(
  { points }: Growth,
  operation: Operation,
  of: 'p50' | 'p99' | 'perSecond',
  label: string,
): PanelCurve {
  return { label, points: points.map(({ size, costs }) => ({ x: size, ...costs[operation][of] })) };
}

/** Empty where processor time was not measured. */
function partCurve({ points }: Growth, operation: Operation, part: Part): PanelCurve {
  return {
    label: SHORT_PART_NAMES[part],
    points: points.flatMap(({ size, costs }) => {
      const { cpuMs } = costs[operation];
      return cpuMs === null ? [] : [{ x: size, ...cpuMs[part] }];
    }),
  };
}
