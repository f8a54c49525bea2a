import type { FairQueueSettings } from './fair-queue';

/** How much hashing is done at once and how long a caller waits for its turn. */
export interface BulkheadSettings {
  /** Hashings at once, each on a thread of its own; the number of cores. */
  readonly atOnce: number;
  /**
   * Longest wait for hashing to begin, in milliseconds; must be well below the lease of an attempt's permit. A hashing
   * that has begun is never given up, since its guess has been made and must be counted.
   */
  readonly deadlineMs: number;
  readonly queue: FairQueueSettings;
}

/**
 * Settings for a machine with `cores` cores; the rest are proportions that need no tuning for the machine. A flood of
 * strangers costs the customers of a busy gateway one turn in 16, which leaves them more than 0.9 of their throughput.
 */
export function defaultBulkheadSettings(cores: number): BulkheadSettings {
  return {
    atOnce: cores,
    deadlineMs: 2_000,
    queue: { placesPerLane: 64 * cores, placesPerShare: 16 * cores, strangersTurnEvery: 16 },
  };
}
