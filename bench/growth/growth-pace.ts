/** How large things grow, and how long and how fast each size is measured in one round. */
export interface GrowthPace {
  readonly sizes: readonly number[];
  readonly clients: readonly number[];
  /** Users of the database where something else grows. */
  readonly users: number;
  readonly warmUpSeconds: number;
  readonly loginSeconds: number;
  readonly refusalSeconds: number;
  /** For each number of clients. */
  readonly clientsSeconds: number;
  /** Arrivals a second: a small part of what two cores can do, so that nobody waits for another. */
  readonly loginsPerSecond: number;
  readonly refusalsPerSecond: number;
}

const FULL: GrowthPace = {
  sizes: [1_000, 10_000, 100_000],
  clients: [1, 2, 4, 8, 16, 32, 64, 128],
  users: 2_000,
  warmUpSeconds: 2,
  loginSeconds: 6,
  refusalSeconds: 4,
  clientsSeconds: 3,
  loginsPerSecond: 12,
  refusalsPerSecond: 60,
};

const QUICK: GrowthPace = {
  ...FULL,
  sizes: [200, 400],
  clients: [1, 4],
  users: 200,
  warmUpSeconds: 0.5,
  loginSeconds: 1,
  refusalSeconds: 1,
  clientsSeconds: 1,
};

const MILLION = 1_000_000;

export function growthPaceOf({ quick, million }: { quick: boolean; million: boolean }): GrowthPace {
  const pace = quick ? QUICK : FULL;
  return million ? { ...pace, sizes: [...pace.sizes, MILLION] } : pace;
}
