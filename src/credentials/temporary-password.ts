const DAY_MS = 86_400_000;

/**
 * The end of a temporary password that has run out; null for one that still holds, and for a password of the owner's own
 * choice, which never runs out. It holds for `validDays` from `temporarySince`, when somebody else set it, and at the last
 * instant it no longer does; null days are no end (OWASP ASVS 5.0, section 6.4.1). Using it does not prolong it.
 */
export function expiryOfTemporary(
  temporarySince: Date | null,
  validDays: number | null,
  now: Date,
): Date | null {
  if (temporarySince === null || validDays === null) return null;
  const end = new Date(temporarySince.getTime() + validDays * DAY_MS);
  return now < end ? null : end;
}
