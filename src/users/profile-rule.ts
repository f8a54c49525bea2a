import { isEmail } from 'class-validator';

/** A person's particulars as typed. */
export interface Profile {
  readonly name: string;
  readonly email: string;
}

/** One entry of a profile that cannot be accepted. */
export interface ProfileViolation {
  readonly field: keyof Profile;
  readonly code: 'REQUIRED' | 'TOO_LONG_TEXT' | 'UNPRINTABLE' | 'INVALID_EMAIL';
}

/** In characters. */
const MAX_NAME_LENGTH = 60;

/** In characters (RFC 5321, section 4.5.3.1.3, less the angle brackets). */
const MAX_EMAIL_LENGTH = 254;

/**
 * What a name, or another line of text, cannot hold: control characters and line breaks would break into mail headers and logs, half a surrogate
 * pair cannot be stored, and a change of writing direction, or a character that nobody sees, makes a name read as another one (Unicode TR 36,
 * section 3). Unseen are formats, blank letters, and marks with nothing to stand on; the variation selectors that tell forms of a kanji apart
 * belong to names, and stay.
 */
export const UNPRINTABLE =
  /^\p{M}|(?!\p{Variation_Selector})\p{Default_Ignorable_Code_Point}|[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u2800]/u;

/** A quoted local part may hold spaces, line breaks and further `@` (RFC 5321, section 4.1.2): nobody's address, but a way into headers. */
const UNSAFE_IN_EMAIL = /["\s\p{C}]/u;

/** The name with surrounding space taken off and its characters composed (NFC), as it is stored. */
export function tidyName(name: string): string {
  return name.normalize('NFC').trim();
}

/** The address with surrounding space taken off, as it is stored. */
export function tidyEmail(email: string): string {
  return email.trim();
}

/** A tidied profile, as it is stored. */
export function tidyProfile({ name, email }: Profile): Profile {
  return { name: tidyName(name), email: tidyEmail(email) };
}

/** Every violation of a tidied profile at once; a part that is left out is not judged. */
export function profileViolations({ name, email }: Partial<Profile>): readonly ProfileViolation[] {
  return [
    ...(name === undefined ? [] : nameViolations(name)),
    ...(email === undefined ? [] : emailViolations(email)),
  ];
}

function nameViolations(name: string): ProfileViolation[] {
  if (name === '') return [{ field: 'name', code: 'REQUIRED' }];
  const violations: ProfileViolation[] = [];
  if ([...name].length > MAX_NAME_LENGTH) violations.push({ field: 'name', code: 'TOO_LONG_TEXT' });
  if (UNPRINTABLE.test(name)) violations.push({ field: 'name', code: 'UNPRINTABLE' });
  return violations;
}

function emailViolations(email: string): ProfileViolation[] {
  if (email === '') return [{ field: 'email', code: 'REQUIRED' }];
  const acceptable = email.length <= MAX_EMAIL_LENGTH && !UNSAFE_IN_EMAIL.test(email) && isEmail(email);
  return acceptable ? [] : [{ field: 'email', code: 'INVALID_EMAIL' }];
}
