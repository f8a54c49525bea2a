/** R4: four digits by default. */
const DEFAULT_PIN_DIGITS = 4;

/** Whether `text` can be a PIN: exactly `digits` half-width digits. Judges new PINs; an entered one is right or wrong. */
export function isPin(text: string, digits = DEFAULT_PIN_DIGITS): boolean {
  return text.length === digits && /^[0-9]*$/.test(text);
}
