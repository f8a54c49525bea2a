import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import type { ChainEnd } from './chain';

/** How much is sealed in all. */
export interface Totals {
  readonly chains: number;
  readonly links: number;
}

/**
 * Marks what the service itself has written, by a key that is not in the database: whoever has the database alone can
 * neither rewrite a chain nor shorten it without showing (R11). Marks are HMAC-SHA-256 (RFC 2104), hexadecimal.
 */
export interface Seal {
  ofLink(end: ChainEnd): string;
  /** Another mark than the link's, so that no earlier link can be passed off as the head. */
  ofHead(end: ChainEnd): string;
  ofTotals(totals: Totals): string;
}

const KEY_BYTES = 32;

/** The seal under a key derived from `secret` (HKDF, RFC 5869). */
export function seal(secret: Uint8Array): Seal {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'sekisho history seal', KEY_BYTES));
  const mark = (...parts: readonly (string | number)[]): string =>
    createHmac('sha256', key).update(JSON.stringify(parts)).digest('hex');
  return {
    ofLink: ({ chain, position, hash }) => mark('link', chain, position, hash),
    ofHead: ({ chain, position, hash }) => mark('head', chain, position, hash),
    ofTotals: ({ chains, links }) => mark('totals', chains, links),
  };
}

/** Whether two marks are the same, in time that does not tell where they differ. */
export function sameMark(one: string, other: string): boolean {
  return one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));
}
