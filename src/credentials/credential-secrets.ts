import type { LockRecord } from '../attempts/attempt-guard';
import type { CredentialKind } from './credential-kind';
import type { StoredSecret } from './secret-hasher';

/** What is stored of a user's secret of one kind. */
export interface FoundSecret {
  /** Null where none is set. */
  readonly secret: StoredSecret | null;
  /** When somebody else set it for its owner to replace; null for one of his own choice. */
  readonly temporarySince: Date | null;
  readonly lockRecord: LockRecord | null;
}

/** Stored secrets of users, by kind. */
export interface CredentialSecrets {
  /** With its lock record, in one statement. */
  find(userId: string, kind: CredentialKind): Promise<FoundSecret>;
  /** Puts another hash of the same secret in the place of `old`; nothing if that is not the stored one any more. */
  replaceHash(userId: string, kind: CredentialKind, old: StoredSecret, fresh: StoredSecret): Promise<void>;
}
