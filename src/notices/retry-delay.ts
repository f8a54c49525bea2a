import type { DispatchSettings } from './notice-settings';

type Backoff = Pick<DispatchSettings, 'firstRetryMs' | 'longestRetryMs'>;

/**
 * How long to wait, in ms, after failed attempt number `attempt`: doubling up to a bound, then less by up to a half by
 * chance, so that what failed together does not come back together.
 *
 * @param chance from 0 up to 1
 */
export function retryDelayMs(
  attempt: number,
  { firstRetryMs, longestRetryMs }: Backoff,
  chance: number,
): number {
  const doubled = Math.min(longestRetryMs, firstRetryMs * 2 ** (attempt - 1));
  return Math.round(doubled * (1 - chance / 2));
}
