/** A value that nobody can change, all the way down; byte arrays excepted, which the language cannot freeze. */
export type DeepReadonly<Value> = Value extends Uint8Array | Date | ReadonlyMap<unknown, unknown>
  ? Value
  : Value extends object
    ? { readonly [Key in keyof Value]: DeepReadonly<Value[Key]> }
    : Value;

/** Freezes `value` and what it holds, in place, and returns it. */
export function deepFreeze<Value>(value: Value): DeepReadonly<Value> {
  if (typeof value === 'object' && value !== null && !ArrayBuffer.isView(value) && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach((part) => deepFreeze<unknown>(part));
  }
  return value as DeepReadonly<Value>;
}
