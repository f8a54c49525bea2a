import { isIP } from 'node:net';
import { z } from 'zod';
import type { ZodType } from 'zod';

/** A parser together with what it wants, in words. */
export interface Kind<Value> {
  readonly parser: ZodType<Value>;
  readonly wanted: string;
}

/** A whole number in decimal digits, both bounds included. */
export function integer(least: number, most: number): Kind<number> {
  return {
    parser: z
      .string()
      .regex(/^\d{1,15}$/)
      .transform(Number)
      .pipe(z.number().int().min(least).max(most)),
    wanted: `a whole number from ${least} to ${most}`,
  };
}

/** One of the given words. */
export function oneOf<const Words extends readonly [string, ...string[]]>(words: Words): Kind<Words[number]> {
  return { parser: z.enum(words), wanted: `one of ${words.join(', ')}` };
}

/** A yes or no in the spellings that people use. */
export const flag: Kind<boolean> = {
  parser: z.stringbool({ truthy: ['on', 'true', 'yes', '1'], falsy: ['off', 'false', 'no', '0'] }),
  wanted: 'on or off (or true/false, yes/no, 1/0)',
};

/** Text that `pattern` matches. */
export function matching(pattern: RegExp, wanted: string): Kind<string> {
  return { parser: z.string().regex(pattern), wanted };
}

function commaSeparated<Value>(element: ZodType<Value, string>): ZodType<Value[]> {
  return z
    .string()
    .transform((text) => text.split(',').map((part) => part.trim()))
    .pipe(z.array(element));
}

function isOrigin(text: string): boolean {
  return /^https?:/.test(text) && URL.canParse(text) && new URL(text).origin === text;
}

/** Web origins as a browser writes them in `Origin` (RFC 6454, section 6.2). */
export const originList: Kind<readonly string[]> = {
  parser: commaSeparated(z.string().refine(isOrigin)),
  wanted: 'origins such as https://bank.example, comma-separated, without a path',
};

function isNetwork(text: string): boolean {
  const [address = '', prefix, ...rest] = text.split('/');
  const bits = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1;
  return (
    rest.length === 0 &&
    bits > 0 &&
    (prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= bits))
  );
}

/** Which proxies are believed about the client's address: none, so many hops, or those in the networks. */
export type TrustedProxies = false | number | readonly string[];

/** `none`, a number of hops, or addresses and CIDR networks. */
export const trustedProxies: Kind<TrustedProxies> = {
  parser: z.union([
    z.literal('none').transform(() => false as const),
    z
      .string()
      .regex(/^[1-9]$/)
      .transform(Number),
    commaSeparated(z.string().refine(isNetwork)),
  ]),
  wanted: 'none, a number of hops from 1 to 9, or addresses and CIDR networks, comma-separated',
};
