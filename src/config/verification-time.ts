import type { SettingValues } from './settings';

/** What one hash may take once it has begun; the deadline bounds only the wait before it. */
export const HASH_ALLOWANCE_MS = 1_000;

/** The longest a verification may take in milliseconds, from the end of the reading to its result. */
export function verificationMs(values: SettingValues): number {
  return values.HASHING_DEADLINE_MS + HASH_ALLOWANCE_MS;
}
