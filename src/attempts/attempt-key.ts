import { createHmac } from 'node:crypto';
import type { CredentialKind } from '../credentials/credential-kind';

/**
 * Names one credential in the ledger without naming its owner: the kind, and a keyed hash of kind and subject
 * (22 characters of base64url, 128 bits). The subject of a login is the login ID as typed, and that of a PIN is the
 * canonical representative account, so that unknown ones run through the very same path; of everything else, the
 * owner's id.
 */
export interface AttemptKey {
  readonly kind: CredentialKind;
  readonly hash: string;
}

/** Derives attempt keys. The secret is at least 32 bytes; who lacks it cannot find a login ID's counter. */
export type DeriveAttemptKey = (kind: CredentialKind, subject: string) => AttemptKey;

export function attemptKeyDeriver(secret: Uint8Array): DeriveAttemptKey {
  return (kind, subject) => ({
    kind,
    hash: createHmac('sha256', secret)
      .update(kind)
      .update('\0')
      .update(subject)
      .digest()
      .subarray(0, 16)
      .toString('base64url'),
  });
}
