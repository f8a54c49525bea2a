/** What a deployment may set of changing and resetting passwords. */
export interface PasswordSettings {
  /** How often the new passwords of one user may be compared with one in force within a day; see ComparisonAllowance. */
  readonly changesPerDay: number;
  /** Whether a reset lifts a suspension of the credential too; by R5 it does not. */
  readonly resetLiftsSuspension: boolean;
}
