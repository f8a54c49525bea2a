import { isEmail } from 'class-validator';

/** A person's particulars as typed. */
export interface Profile {
  readonly name: string;
  readonly email: string;
}

/** One entry of a profile that cannot be accepted. */
export interface ProfileViolation {
  readonly field: keyof Profile;
  readonly code: 'REQUIRED' | 'TOO_LONG_TEXT' | 'INVALID_EMAIL';
}

/** In characters. */
export const MAX_NAME_LENGTH = 60;

/** In characters (RFC 5321, section 4.5.3.1.3, less the angle brackets). */
const MAX_EMAIL_LENGTH = 254;

/**
 * The profile as it is stored: characters composed (NFC), without surrounding space and without control characters, which
 * no name has and of which Postgres cannot hold the NUL.
 */
export function tidyProfile({ name, email }: Profile): Profile {
  return {
    name: name
      .normalize('NFC')
      .replace(/\p{Cc}/gu, '')
      .trim(),
    email: email.trim(),
  };
}

/** Every violation of a tidied profile at once. */
export function profileViolations({ name, email }: Profile): readonly ProfileViolation[] {
  const violations: ProfileViolation[] = [];
  if (name === '') violations.push({ field: 'name', code: 'REQUIRED' });
  if ([...name].length > MAX_NAME_LENGTH) violations.push({ field: 'name', code: 'TOO_LONG_TEXT' });
  if (email === '') violations.push({ field: 'email', code: 'REQUIRED' });
  else if (email.length > MAX_EMAIL_LENGTH || !isEmail(email))
    violations.push({ field: 'email', code: 'INVALID_EMAIL' });
  return violations;
}
