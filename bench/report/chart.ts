/** A curve; null where nothing was measured. */
export interface Curve {
  readonly label: string;
  readonly values: readonly (number | null)[];
}

/** Curves over a common axis, for the report. */
export interface Chart {
  readonly title: string;
  /** `SECONDS` since the start of a round, or how many requests of 100 took less (`PERCENTILE`). */
  readonly axis: 'SECONDS' | 'PERCENTILE';
  readonly unit: string;
  readonly x: readonly number[];
  readonly curves: readonly Curve[];
}
