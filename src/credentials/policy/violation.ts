import type { SecretField } from './secret-field';

/** Every way to break the secrets policy (R1); the closed list that messages are written for. */
export const VIOLATION_CODES = [
  'TOO_SHORT',
  'TOO_LONG',
  'ILLEGAL_CHARACTER',
  'NEEDS_LETTER',
  'NEEDS_DIGIT',
  'SAME_AS_LOGIN_ID',
  'SAME_AS_LOGIN_PASSWORD',
  'SAME_AS_CONFIRMATION_PASSWORD',
  'SAME_AS_CURRENT',
  'CONTAINS_LOGIN_ID',
  'CONTAINS_ORGANIZATION_NAME',
  'CONTAINS_ACCOUNT_NUMBER',
  'EASY_TO_GUESS',
] as const;

export type ViolationCode = (typeof VIOLATION_CODES)[number];

/** One broken rule. It never holds the secret. */
export interface Violation {
  readonly field: SecretField;
  readonly code: ViolationCode;
}
