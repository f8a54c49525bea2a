import type { SecretField } from './secret-field';

/** A text per field, as far as there is one. */
export type SecretTexts = Partial<Readonly<Record<SecretField, string>>>;

/** What the policy is asked to judge: the proposed secrets and what the gateway knows of their owner. */
export interface SecretsReview {
  /** The values to be set, as typed. */
  readonly proposed: SecretTexts;
  /** Values in force that are known in the clear: the login ID, and whatever secret the same request proved. */
  readonly current: SecretTexts;
  /** Proposed values that verified right against a stored hash, for those in force that are not known in the clear. */
  readonly equalToStored: readonly StoredMatch[];
  readonly owner: SecretOwner;
}

/** The value proposed for `proposed` is the one in force for `stored`. */
export interface StoredMatch {
  readonly proposed: SecretField;
  readonly stored: SecretField;
}

/** Whom the secrets are for. */
export interface SecretOwner {
  readonly organizationName: string;
  readonly accountNumber: string;
  /** Further words that a guesser would try for this owner: the person's name, the e-mail address. */
  readonly ownWords: readonly string[];
}
