import type { ErrorCode } from './gateway-error';

/** What is refused rather than wrong; the gravest first, since a request is recorded under one. */
export const REFUSAL_CODES = [
  'FORBIDDEN',
  'UNAUTHENTICATED',
  'ACTION_REQUIRED',
  'FORBIDDEN_ORIGIN',
  'UNTRUSTED_DOCUMENT',
  'TOO_MANY_SECRETS',
  'THROTTLED',
  'TOO_MANY_TOKENS',
  'TOO_DEEP',
  'TOO_MANY_ALIASES',
  'TOO_MANY_ROOT_FIELDS',
  'TOO_MANY_DIRECTIVES',
  'TOO_COSTLY',
] as const satisfies readonly ErrorCode[];

export type RefusalCode = (typeof REFUSAL_CODES)[number];

/**
 * What the log tells of a request that was refused (R11; OWASP ASVS 5.0, 16.3.2 and 16.3.3). Names and identifiers of
 * ours only: nothing that a client has chosen.
 */
export interface RefusedRequest {
  readonly code: RefusalCode;
  /** The throttle policy that refuses. */
  readonly policy?: string;
  /** The operations that it calls, such as `Query.users`, whatever the client calls them. */
  readonly called?: readonly string[];
  /** Absent if it is not known who asks; a session that nobody has looked up proves nothing. */
  readonly userId?: string;
  readonly organizationId?: string;
}
