/** How many wrong entries a credential bears (R7); one per credential kind. */
export interface AttemptPolicy {
  /** N: wrong entries in a row that lock the credential. */
  readonly failuresPerLockout: number;
  /** M: lockouts in a row that suspend it. */
  readonly lockoutsPerSuspension: number;
  /** How long a lockout lasts, in milliseconds. */
  readonly lockoutMs: number;
}
