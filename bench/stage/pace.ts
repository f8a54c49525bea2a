/** How long and how often things are measured. */
export interface Pace {
  readonly rounds: number;
  readonly quick: boolean;
  /** Seconds that one side is measured in one round. */
  readonly seconds: number;
  /** Seconds before the first round, for the compiler and the caches. */
  readonly warmUpSeconds: number;
}

const FULL = { seconds: 8, warmUpSeconds: 4 };
const QUICK = { seconds: 2, warmUpSeconds: 1 };

export function paceOf({ quick, rounds }: Pick<Pace, 'quick' | 'rounds'>): Pace {
  return { quick, rounds, ...(quick ? QUICK : FULL) };
}
