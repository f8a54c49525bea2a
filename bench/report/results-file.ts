import type { BarResult } from '../bars/bar';
import { perPart, type PerPart } from '../measure/cpu-parts';
import type { Spread } from '../measure/spread';
import type { Origin } from './provenance';
import { rounded } from './rounded';

/** One run, as `results/latest.json` keeps it. */
export interface Run extends Origin {
  readonly results: readonly BarResult[];
}

interface BarLine {
  readonly id: string;
  readonly name: string;
  readonly unit: string;
  readonly value: number;
  readonly reference: number | null;
  readonly ratio: number | null;
  /** Of the ratio; of the value where there is none. */
  readonly spread: { readonly min: number; readonly max: number };
  readonly goal: BarResult['goal'];
  readonly met: boolean;
  readonly notes: readonly string[];
  readonly busyCores?: PerPart;
}

/** The file's content: figures that programs compare from run to run. */
export function resultsDocument({ results, ...run }: Run): Omit<Run, 'results'> & { bars: BarLine[] } {
  return { ...run, bars: results.map(barLine) };
}

function barLine(result: BarResult): BarLine {
  const { value, reference, ratio, id, name, unit, goal, met, notes, busyCores } = result;
  return {
    id,
    name,
    unit,
    value: rounded(value.median),
    reference: reference === null ? null : rounded(reference.value.median),
    ratio: ratio === null ? null : rounded(ratio.median),
    spread: bounds(ratio ?? value),
    goal,
    met,
    notes,
    ...(busyCores === undefined ? {} : { busyCores: perPart((part) => rounded(busyCores[part])) }),
  };
}

function bounds({ min, max }: Spread): BarLine['spread'] {
  return { min: rounded(min), max: rounded(max) };
}
