import type { AttemptKey } from '../attempts/attempt-key';
import type { CredentialState } from './credential-state';

/** A user's credential as the attempt ledger knows it, with its state. */
export interface LedgerCredential {
  readonly attemptKey: AttemptKey;
  readonly state: CredentialState;
}

/** Finds the ledger's names for a user's credentials. */
export interface LedgerCredentials {
  of(userId: string, now: Date): Promise<readonly LedgerCredential[]>;
}
