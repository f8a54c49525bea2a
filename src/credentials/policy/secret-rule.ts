import type { SecretField } from './secret-field';
import type { SecretsPolicySettings } from './secrets-policy-settings';
import type { SecretsReview } from './secrets-review';
import type { ViolationCode } from './violation';

/** One proposed secret, with the review that it is part of. */
export interface Candidate {
  readonly field: SecretField;
  readonly secret: string;
  readonly review: SecretsReview;
}

/** One rule of R1: the codes that the candidate violates, none when it keeps the rule. Pure. */
export type SecretRule = (candidate: Candidate, settings: SecretsPolicySettings) => readonly ViolationCode[];
