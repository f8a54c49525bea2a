import type { SecretsPolicySettings } from './secrets-policy-settings';
import { VIOLATION_CODES, type ViolationCode } from './violation';

/** The ways to break the policy that there are under these settings: a rule that is switched off cannot be broken. */
export function enforcedCodes({
  requireLetterAndDigit,
  minimumGuesses,
}: SecretsPolicySettings): readonly ViolationCode[] {
  const off = new Set<ViolationCode>();
  if (!requireLetterAndDigit) off.add('NEEDS_LETTER').add('NEEDS_DIGIT');
  if (Object.values(minimumGuesses).every((guesses) => guesses === 0)) off.add('EASY_TO_GUESS');
  return VIOLATION_CODES.filter((code) => !off.has(code));
}
