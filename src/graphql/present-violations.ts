import { translate, type MessageKey } from '../i18n/translate';
import type { Language } from '../users/user';
import { InvalidInput, Violation } from './refusals';

/** One entry that cannot be accepted. */
export interface ViolationToPresent {
  readonly field: string;
  readonly code: ViolationMessageCode;
}

/** The codes that the message catalogues have a text for, as `VIOLATION_<code>`. */
export type ViolationMessageCode = MessageKey extends infer Key
  ? Key extends `VIOLATION_${infer Code}`
    ? Code
    : never
  : never;

/** Puts violations into GraphQL and the reader's language. */
export function presentViolations(
  violations: readonly ViolationToPresent[],
  language: Language,
): InvalidInput {
  return Object.assign(new InvalidInput(), {
    message: translate(language, 'INVALID_INPUT'),
    violations: violations.map(({ field, code }) =>
      Object.assign(new Violation(), { field, code, message: translate(language, `VIOLATION_${code}`) }),
    ),
  });
}
