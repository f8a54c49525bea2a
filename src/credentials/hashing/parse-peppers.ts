import type { Peppers } from './peppers';

/** 256 bits, as much as the hash itself can hold (NIST SP 800-63B-4, 3.1.1.2, asks for at least 112). */
const SHORTEST_PEPPER_BYTES = 32;

/** Versions are stored as a positive `smallint`. */
const HIGHEST_VERSION = 32_767;

const ENTRY = /^([0-9]{1,5}):([A-Za-z0-9+/]+={0,2})$/;

/** What is wrong with one entry of the setting, by its position from 1. It never holds any part of the entry. */
export interface PepperFault {
  readonly entry: number;
  readonly code: 'MALFORMED' | 'VERSION_OUT_OF_RANGE' | 'NOT_BASE64' | 'TOO_SHORT' | 'DUPLICATE_VERSION';
}

export type ParsedPeppers =
  | { readonly kind: 'PARSED'; readonly peppers: Peppers }
  | { readonly kind: 'FAULTY'; readonly faults: readonly PepperFault[] };

/**
 * Reads a setting such as `2:<base64>,1:<base64>`. The first entry is the current one, so that a new pepper can be
 * handed to every gateway as a later entry before the first of them starts to hash with it.
 */
export function parsePeppers(setting: string): ParsedPeppers {
  const byVersion = new Map<number, Uint8Array>();
  const faults: PepperFault[] = [];
  setting.split(',').forEach((text, index) => {
    const read = readEntry(text.trim());
    if (typeof read === 'string') faults.push({ entry: index + 1, code: read });
    else if (byVersion.has(read.version)) faults.push({ entry: index + 1, code: 'DUPLICATE_VERSION' });
    else byVersion.set(read.version, read.pepper);
  });
  const [current] = byVersion.keys();
  if (current === undefined || faults.length > 0) return { kind: 'FAULTY', faults };
  return { kind: 'PARSED', peppers: { current, byVersion } };
}

function readEntry(text: string): { version: number; pepper: Uint8Array } | PepperFault['code'] {
  const [, digits, base64] = ENTRY.exec(text) ?? [];
  if (digits === undefined || base64 === undefined) return 'MALFORMED';
  const version = Number(digits);
  if (version < 1 || version > HIGHEST_VERSION) return 'VERSION_OUT_OF_RANGE';
  const pepper = Buffer.from(base64, 'base64');
  // Node reads any text as base64; only a value that it writes back unchanged was meant to be one.
  if (pepper.toString('base64') !== base64) return 'NOT_BASE64';
  return pepper.length < SHORTEST_PEPPER_BYTES ? 'TOO_SHORT' : { version, pepper };
}
