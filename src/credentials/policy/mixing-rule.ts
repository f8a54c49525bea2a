import type { SecretRule } from './secret-rule';
import type { ViolationCode } from './violation';

/** R1: at least one letter and one digit, both half-width, unless the deployment dropped the rule. */
export const mixingRule: SecretRule = ({ secret }, { requireLetterAndDigit }) => {
  if (!requireLetterAndDigit) return [];
  const violations: ViolationCode[] = [];
  if (!/[A-Za-z]/.test(secret)) violations.push('NEEDS_LETTER');
  if (!/[0-9]/.test(secret)) violations.push('NEEDS_DIGIT');
  return violations;
};
