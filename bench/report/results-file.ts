import type { BarResult } from '../bars/bar';
import { perPart, type PerPart } from '../measure/cpu-parts';
import type { Spread } from '../measure/spread';
import { rounded } from './rounded';
import type { Machine } from './machine';

/** One run, as `results/latest.json` keeps it. */
export interface Run {
  /** Null outside a clone. */
  readonly commit: string | null;
  /** Whether the tree had changes beside that commit. */
  readonly modified: boolean;
  /** ISO 8601, UTC. */
  readonly date: string;
  /** `quick` runs show that the bench works; their figures prove nothing. */
  readonly mode: 'full' | 'quick';
  readonly rounds: number;
  readonly machine: Machine;
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
