import type { PerPart } from '../measure/cpu-parts';
import type { Spread } from '../measure/spread';
import type { Chart } from '../report/chart';
import type { Stage } from '../stage/stage';

/** What a bar asks for: a bound on its ratio to the reference, or on the figure itself if it has none. */
export interface Goal {
  readonly kind: 'AT_LEAST' | 'AT_MOST';
  readonly bound: number;
  readonly of: 'RATIO' | 'VALUE';
}

/** What one bar came to; a bar of two parts has two. */
export interface BarResult {
  /** `B1` to `B10`. */
  readonly id: string;
  /** What was measured, in a few words. */
  readonly name: string;
  readonly unit: string;
  readonly value: Spread;
  /** Null where the goal is a figure of its own. */
  readonly reference: { readonly name: string; readonly value: Spread } | null;
  readonly ratio: Spread | null;
  readonly goal: Goal;
  readonly met: boolean;
  /** What a reader must know to judge the figure. */
  readonly notes: readonly string[];
  /** Cores that each part kept busy meanwhile; absent where that was not asked or cannot be measured. */
  readonly busyCores?: PerPart;
}

/** A bar's results, with the curves behind them. */
export interface Measured {
  readonly results: readonly BarResult[];
  readonly charts: readonly Chart[];
}

/** One of the quality bars. */
export interface Bar {
  readonly id: string;
  readonly title: string;
  /** Whether it can be measured at a gateway that others started, with nothing but its address. */
  readonly needsOnlyUrl: boolean;
  /** Longest it may take; far more than it does. */
  readonly limitMs: number;
  measure(stage: Stage): Promise<Measured>;
}
