import { createHash } from 'node:crypto';
import { canonicalEncoding, type StoredEvent } from './stored-event';

/** Where a chain ends. Hashes are SHA-256 (FIPS 180-4) in lower-case hexadecimal, here and below. */
export interface ChainEnd {
  readonly chain: string;
  /** How many links the chain has; the last one's number. */
  readonly position: number;
  /** The hash of the last link. */
  readonly hash: string;
}

/** One link: which event stands where in its chain, bound to everything before it. */
export interface Link extends ChainEnd {
  readonly eventId: string;
  /** The hash of the event's canonical encoding. */
  readonly digest: string;
}

const NOTHING_BEFORE = '0'.repeat(64);

/** A chain without links. */
export function emptyChain(chain: string): ChainEnd {
  return { chain, position: 0, hash: NOTHING_BEFORE };
}

/** The hash of an event's canonical encoding in UTF-8. */
export function digestOf(event: StoredEvent): string {
  return sha256(canonicalEncoding(event));
}

/** The hash of the link that puts an event of this digest behind `before`. */
export function linkHash(before: ChainEnd, eventId: string, digest: string): string {
  const { chain, position, hash } = before;
  return sha256(JSON.stringify(['sekisho-link-1', chain, position + 1, eventId, hash, digest]));
}

/** Links `event` behind `before`. */
export function linkBehind(before: ChainEnd, event: StoredEvent): Link {
  const digest = digestOf(event);
  return {
    chain: before.chain,
    position: before.position + 1,
    eventId: event.id,
    digest,
    hash: linkHash(before, event.id, digest),
  };
}

function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
