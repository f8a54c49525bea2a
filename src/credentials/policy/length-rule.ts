import type { SecretRule } from './secret-rule';

/** R1: between `minLength` and `maxLength` characters. Counts code points, so that an emoji is one character. */
export const lengthRule: SecretRule = ({ secret }, { minLength, maxLength }) => {
  const length = Array.from(secret).length;
  if (length < minLength) return ['TOO_SHORT'];
  return length > maxLength ? ['TOO_LONG'] : [];
};
