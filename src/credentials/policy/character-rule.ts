import type { SecretRule } from './secret-rule';

/** Printable ASCII without the space: what every keyboard of a bank's customers can type alike (Q1). */
export const PRINTABLE_ASCII = /^[\x21-\x7e]*$/;

/** R1: only 0x21–0x7E; no space, no control character, no full-width form. */
export const characterRule: SecretRule = ({ secret }) =>
  PRINTABLE_ASCII.test(secret) ? [] : ['ILLEGAL_CHARACTER'];
