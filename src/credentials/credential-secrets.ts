import type { LockRecord } from '../attempts/attempt-guard';
import type { CredentialKind } from './credential-kind';
import type { StoredSecret } from './secret-hasher';

/** Reads a user's stored secret of one kind with its lock record, in one statement. */
export interface CredentialSecrets {
  find(
    userId: string,
    kind: CredentialKind,
  ): Promise<{ readonly secret: StoredSecret | null; readonly lockRecord: LockRecord | null }>;
}
