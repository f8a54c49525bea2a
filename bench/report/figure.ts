import type { BarResult, Goal } from '../bars/bar';
import type { Spread } from '../measure/spread';
import { figureText } from './figure-text';

/** A ratio and how far its rounds lie apart, such as `0.97 (0.95–0.99)`. */
function spreadText({ median, min, max }: Spread): string {
  return `${median.toFixed(2)} (${min.toFixed(2)}–${max.toFixed(2)})`;
}

/** Such as `≥ 0.95`. */
function goalText({ kind, bound }: Goal): string {
  return `${kind === 'AT_LEAST' ? '≥' : '≤'} ${String(bound)}`;
}

/** The cells of a bar, in the order of HEADINGS. */
export function cellsOf(result: BarResult): readonly string[] {
  const { id, name, unit, value, reference, ratio, goal, met } = result;
  return [
    `${id} ${name}`,
    `${figureText(value.median)} ${unit}`,
    reference === null ? '' : `${figureText(reference.value.median)} ${unit} (${reference.name})`,
    ratio === null ? '' : spreadText(ratio),
    goalText(goal),
    met ? 'met' : 'NOT MET',
  ];
}

export const HEADINGS = ['bar', 'figure', 'reference', 'ratio (min–max)', 'goal', 'met'] as const;
