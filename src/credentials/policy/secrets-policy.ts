import { characterRule } from './character-rule';
import { containmentRule } from './containment-rule';
import { differenceRule } from './difference-rule';
import type { GuessabilityEstimator } from './guessability-estimator';
import { guessabilityRule } from './guessability-rule';
import { lengthRule } from './length-rule';
import { mixingRule } from './mixing-rule';
import { SECRET_FIELDS } from './secret-field';
import type { SecretField } from './secret-field';
import type { SecretsPolicySettings } from './secrets-policy-settings';
import type { SecretsReview } from './secrets-review';
import type { Violation } from './violation';

/** Judges proposed secrets: every violation at once, by field and code; none when they may be set (R1). */
export type SecretsPolicy = (review: SecretsReview) => readonly Violation[];

/** The rules of R1, as one reads them. */
export function secretsPolicy(
  settings: SecretsPolicySettings,
  estimator: GuessabilityEstimator,
): SecretsPolicy {
  const rules = [
    lengthRule,
    characterRule,
    mixingRule,
    differenceRule,
    containmentRule,
    guessabilityRule(estimator),
  ];

  function violationsOf(field: SecretField, review: SecretsReview): Violation[] {
    const secret = review.proposed[field];
    if (secret === undefined) return [];
    return rules
      .flatMap((rule) => rule({ field, secret, review }, settings))
      .map((code) => ({ field, code }));
  }

  return (review) => SECRET_FIELDS.flatMap((field) => violationsOf(field, review));
}
