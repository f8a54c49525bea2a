import { parseOptions } from '@node-rs/argon2';
import type { ParsedHashOptions } from '@node-rs/argon2';
import type { StoredSecret } from '../secret-hasher';
import type { HashingSettings } from './hashing-settings';

/** argon2id, version 1.3 (RFC 9106), as the PHC string names it. The library's own enums do not exist at run time. */
const LIVE_ALGORITHM = '$argon2id$v=19$';

/** A stored hash is not a PHC string: an internal fault, never a wrong secret. It does not hold the hash. */
export class UnreadableHash extends Error {
  constructor() {
    super('stored hash is not a readable PHC string');
    this.name = 'UnreadableHash';
  }
}

/**
 * Whether a stored hash was made with anything but the live cost, algorithm and pepper, and is to be replaced when
 * its secret is next entered rightly.
 * @throws UnreadableHash
 */
export function isOutdated(stored: StoredSecret, settings: HashingSettings, currentPepper: number): boolean {
  const cost = costOf(stored.hash);
  return (
    stored.pepperVersion !== currentPepper ||
    !stored.hash.startsWith(LIVE_ALGORITHM) ||
    cost.memoryCost !== settings.memoryKiB ||
    cost.timeCost !== settings.passes ||
    cost.parallelism !== settings.parallelism ||
    cost.outputLen !== settings.outputBytes
  );
}

function costOf(hash: string): ParsedHashOptions {
  try {
    return parseOptions(hash);
  } catch {
    throw new UnreadableHash();
  }
}
