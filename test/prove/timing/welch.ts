/** What a sample of measurements comes to. */
export interface Summary {
  readonly n: number;
  readonly mean: number;
  /** The unbiased estimate: divided by n − 1. */
  readonly variance: number;
}

/** Two samples compared by Welch's t-test, for variances that may differ. */
export interface Comparison {
  readonly a: Summary;
  readonly b: Summary;
  /** Positive if `a` is the larger. 0 where both are the same constant. */
  readonly t: number;
  /** By Welch and Satterthwaite. */
  readonly degreesOfFreedom: number;
}

/** @throws RangeError for fewer than two measurements, which have no variance */
export function summaryOf(values: readonly number[]): Summary {
  const n = values.length;
  if (n < 2) throw new RangeError('a sample needs two measurements at least');
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1);
  return { n, mean, variance };
}

/** Welch's t of two samples: B. L. Welch, Biometrika 34 (1947), 28–35. */
export function welch(first: readonly number[], second: readonly number[]): Comparison {
  const a = summaryOf(first);
  const b = summaryOf(second);
  const [ofA, ofB] = [a.variance / a.n, b.variance / b.n];
  const difference = a.mean - b.mean;
  const squares = ofA ** 2 / (a.n - 1) + ofB ** 2 / (b.n - 1);
  return {
    a,
    b,
    t: difference === 0 ? 0 : difference / Math.sqrt(ofA + ofB),
    degreesOfFreedom: squares === 0 ? a.n + b.n - 2 : (ofA + ofB) ** 2 / squares,
  };
}
