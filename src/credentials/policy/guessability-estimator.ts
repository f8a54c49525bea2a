/** Estimates how many guesses an informed guesser needs; from a maintained estimator, not a home-made list (R1). */
export interface GuessabilityEstimator {
  /**
   * Expected number of guesses until `secret` is found by someone who tries common passwords, names, dates, keyboard
   * walks and `ownWords` first. Pure, and bounded by the length of the secret, which the policy checks before.
   */
  guesses(secret: string, ownWords: readonly string[]): number;
}
