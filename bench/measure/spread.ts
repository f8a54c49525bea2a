/** The middle of several rounds and how far they lie apart. */
export interface Spread {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

/**
 * What several rounds came to. The median, since one disturbed round on a shared machine must not decide.
 * @throws RangeError if there is none
 */
export function spreadOf(rounds: readonly number[]): Spread {
  const sorted = rounds.toSorted((one, other) => one - other);
  const middle = sorted.length / 2;
  const [lower, upper] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  const [min, max] = [sorted[0], sorted.at(-1)];
  if (lower === undefined || upper === undefined || min === undefined || max === undefined) {
    throw new RangeError('no round was measured');
  }
  return { median: (lower + upper) / 2, min, max };
}

/** Subject against reference, each round by itself: what disturbs a round disturbs both sides of it. */
export function ratiosOf(rounds: readonly Round[]): readonly number[] {
  return rounds.map(({ subject, reference }) => subject / reference);
}

/** Both sides as measured one right after the other. */
export interface Round {
  readonly subject: number;
  readonly reference: number;
}
