import { ratiosOf, spreadOf, type Round } from '../measure/spread';
import type { BarResult, Goal } from './bar';

type Described = Pick<BarResult, 'id' | 'name' | 'unit' | 'notes'>;

/** Judges rounds of subject and reference by the median of their ratios. */
export function judgeRatio(
  bar: Described & { readonly reference: string },
  rounds: readonly Round[],
  goal: Omit<Goal, 'of'>,
): BarResult {
  const { reference, ...described } = bar;
  const ratio = spreadOf(ratiosOf(rounds));
  return {
    ...described,
    value: spreadOf(rounds.map((round) => round.subject)),
    reference: { name: reference, value: spreadOf(rounds.map((round) => round.reference)) },
    ratio,
    goal: { ...goal, of: 'RATIO' },
    met: reaches(ratio.median, goal),
  };
}

/** Judges a figure that needs no reference; `holds` tells what must be true besides. */
export function judgeValue(
  bar: Described,
  values: readonly number[],
  goal: Omit<Goal, 'of'>,
  holds = true,
): BarResult {
  const value = spreadOf(values);
  return {
    ...bar,
    value,
    reference: null,
    ratio: null,
    goal: { ...goal, of: 'VALUE' },
    met: holds && reaches(value.median, goal),
  };
}

function reaches(figure: number, { kind, bound }: Omit<Goal, 'of'>): boolean {
  return kind === 'AT_LEAST' ? figure >= bound : figure <= bound;
}
