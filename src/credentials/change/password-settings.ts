/** What a deployment may set of temporary passwords, and of changing and resetting passwords. */
export interface PasswordSettings {
  /** How often the new passwords of one user may be compared with one in force within a day; see ComparisonAllowance. */
  readonly changesPerDay: number;
  /** Whether a reset lifts a suspension of the credential too; by R5 it does not. */
  readonly resetLiftsSuspension: boolean;
  /** How long a password holds that somebody else chose for its owner; null for ever. */
  readonly temporaryDays: number | null;
}
