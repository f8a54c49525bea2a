import { createHash } from 'node:crypto';
import type { SessionToken } from './session-token';

/**
 * Names a session to its user (22 characters of base64url, 128 bits). A hash of the stored hash, under a label of its
 * own: whoever reads it, on screen or in a log, has neither the token nor the name under which the store keeps it.
 */
export function sessionIdOf({ sessionHash }: SessionToken): string {
  return createHash('sha256')
    .update('session id\0')
    .update(sessionHash)
    .digest()
    .subarray(0, 16)
    .toString('base64url');
}
