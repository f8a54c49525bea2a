/** The number printed on the form, from whatever was typed: half-width (NFKC), capitals, no spaces. */
export function tidyFormReference(typed: string): string {
  return typed.normalize('NFKC').replace(/\s/gu, '').toUpperCase();
}

/** Whether a tidied reference can be one: 4 to 32 letters, digits and hyphens. */
export function isFormReference(reference: string): boolean {
  return /^[A-Z0-9][A-Z0-9-]{2,30}[A-Z0-9]$/.test(reference);
}
