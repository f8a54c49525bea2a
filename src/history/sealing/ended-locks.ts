/** Enters the automatic end of lockouts into the history (R11). */
export interface EndedLocks {
  /** Records every lockout that has ended by `now` and is not on record yet; each once, as of its end. */
  record(now: Date): Promise<void>;
}
