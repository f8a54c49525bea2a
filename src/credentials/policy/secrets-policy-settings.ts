import type { SecretField } from './secret-field';

/** What a deployment may set of the secrets policy (R1). */
export interface SecretsPolicySettings {
  /** In characters; at least 1. */
  readonly minLength: number;
  /** In characters; at least `minLength`. */
  readonly maxLength: number;
  /** The bank's mixing rule. NIST SP 800-63B-4 (3.1.1.2) advises against it; false follows NIST. */
  readonly requireLetterAndDigit: boolean;
  /** Estimated guesses below which a field is easy to guess; 0 leaves the field unestimated. */
  readonly minimumGuesses: Readonly<Record<SecretField, number>>;
}

/**
 * The bank's rule (Q1, Q3). A login ID is a name, not a secret, so only the passwords are estimated. 50,000 guesses
 * still let R1's own `a1!@#$` through; against N×M = 15 tries before suspension (R7) they leave a chance of 1 in 3,333.
 */
export const DEFAULT_SECRETS_POLICY_SETTINGS: SecretsPolicySettings = {
  minLength: 6,
  maxLength: 12,
  requireLetterAndDigit: true,
  minimumGuesses: { loginId: 0, loginPassword: 50_000, confirmationPassword: 50_000 },
};
