import { characterRule } from './character-rule';
import type { GuessabilityEstimator } from './guessability-estimator';
import { lengthRule } from './length-rule';
import type { Candidate, SecretRule } from './secret-rule';
import type { SecretsPolicySettings } from './secrets-policy-settings';

/** R1: common and guessable secrets are refused, as judged by `estimator` with the owner's own words. */
export function guessabilityRule(estimator: GuessabilityEstimator): SecretRule {
  return (candidate, settings) => {
    const minimumGuesses = settings.minimumGuesses[candidate.field];
    if (minimumGuesses === 0 || !isFitForEstimate(candidate, settings)) return [];
    const guesses = estimator.guesses(candidate.secret, ownWordsOf(candidate));
    return guesses < minimumGuesses ? ['EASY_TO_GUESS'] : [];
  };
}

/** Estimators are made for typed passwords: a megabyte of anything would hold up the event loop for all. */
function isFitForEstimate(candidate: Candidate, settings: SecretsPolicySettings): boolean {
  const violations = [...lengthRule(candidate, settings), ...characterRule(candidate, settings)];
  return !violations.includes('TOO_LONG') && !violations.includes('ILLEGAL_CHARACTER');
}

function ownWordsOf({ review }: Candidate): readonly string[] {
  const { organizationName, accountNumber, ownWords } = review.owner;
  const loginIds = [review.proposed.loginId, review.current.loginId].filter(
    (loginId) => loginId !== undefined,
  );
  return [...ownWords, organizationName, accountNumber, ...loginIds];
}
