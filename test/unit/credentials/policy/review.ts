import type { GuessabilityEstimator } from '../../../../src/credentials/policy/guessability-estimator';
import type { SecretTexts, SecretsReview } from '../../../../src/credentials/policy/secrets-review';
import { secretsPolicy } from '../../../../src/credentials/policy/secrets-policy';
import { DEFAULT_SECRETS_POLICY_SETTINGS } from '../../../../src/credentials/policy/secrets-policy-settings';

/** For rules other than guessability: nothing is ever easy to guess. */
export const hardToGuess: GuessabilityEstimator = { guesses: () => Infinity };

/** The bank's own policy, without the estimator. */
export const bankPolicy = secretsPolicy(DEFAULT_SECRETS_POLICY_SETTINGS, hardToGuess);

/** A review of the proposed secrets for an owner whose words none of the examples contain. */
export function reviewOf(proposed: SecretTexts, known: Partial<SecretsReview> = {}): SecretsReview {
  return {
    proposed,
    current: {},
    equalToStored: [],
    owner: { organizationName: '青葉商事', accountNumber: '7654321', ownWords: [] },
    ...known,
  };
}
