import { z } from 'zod';
import { parsePeppers } from '../credentials/hashing/parse-peppers';
import type { Peppers } from '../credentials/hashing/peppers';
import type { Kind } from './parsers';

const LEAST_BYTES = 32;
/** 32 random bytes have about 30 distinct values; fewer than this is a placeholder somebody typed. */
const LEAST_DISTINCT_BYTES = 12;

function looksRandom(bytes: Uint8Array): boolean {
  return bytes.length >= LEAST_BYTES && new Set(bytes).size >= LEAST_DISTINCT_BYTES;
}

function isKey(text: string): boolean {
  const bytes = Buffer.from(text, 'base64');
  // Node reads any text as base64; only a value that it writes back unchanged was meant to be one.
  return bytes.toString('base64') === text && looksRandom(bytes);
}

/** A random key of at least 32 bytes in base64 (RFC 4648, section 4). */
export const base64Key: Kind<Uint8Array> = {
  parser: z
    .string()
    .refine(isKey)
    .transform((text): Uint8Array => Buffer.from(text, 'base64')),
  wanted: 'at least 32 random bytes in base64',
};

function peppersIn(text: string): Peppers | null {
  const parsed = parsePeppers(text);
  if (parsed.kind === 'FAULTY') return null;
  return [...parsed.peppers.byVersion.values()].every(looksRandom) ? parsed.peppers : null;
}

/** Versioned peppers, the current one first. */
export const peppers: Kind<Peppers> = {
  parser: z
    .string()
    .transform(peppersIn)
    .refine((read) => read !== null),
  wanted:
    'version:key pairs such as 2:<base64>,1:<base64>, the current one first, each key of at least 32 random bytes',
};
