/**
 * What could end a script element or open a comment in one (`<`, `>`), and what ended a line inside a string before
 * ES2019 (U+2028, U+2029).
 */
const UNSAFE = /[<>\u2028\u2029]/g;

/**
 * Writes a JSON value as a JavaScript expression that stays inert wherever the script ends up, even inlined into HTML
 * (OWASP XSS Prevention, JavaScript contexts). It is parsed rather than evaluated, because an object literal would take
 * a key `__proto__` for the prototype.
 */
export function scriptLiteral(value: unknown): string {
  const text = JSON.stringify(JSON.stringify(value));
  const inert = text.replace(UNSAFE, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return `JSON.parse(${inert})`;
}
