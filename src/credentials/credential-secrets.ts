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

/** Reads a user's stored secret of one kind with its lock record, in one statement. */
export interface CredentialSecrets {
  find(userId: string, kind: CredentialKind): Promise<FoundSecret>;
}
