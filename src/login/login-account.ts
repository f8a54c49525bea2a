import type { KnownEnvironment } from '../additional-authentication/environment';
import type { LockRecord } from '../attempts/attempt-guard';
import type { AttemptKey } from '../attempts/attempt-key';
import type { StoredSecret } from '../credentials/secret-hasher';
import type { RequiredAction } from '../users/required-action';
import type { User } from '../users/user';

/** What a login reads of a known login ID. */
export interface LoginAccount {
  readonly user: User;
  readonly secret: StoredSecret;
  /** When the secret was set, to the millisecond. */
  readonly secretChangedAt: Date;
  /** When somebody else set the secret for its owner to replace; null for one of his own choice. */
  readonly temporarySince: Date | null;
  /** Whether the user has registered security answers (R8). */
  readonly answersRegistered: boolean;
  /** What the user has to do before anything else works (R2, R5). */
  readonly requiredActions: readonly RequiredAction[];
  readonly knownEnvironments: readonly KnownEnvironment[];
}

/** The accounts that can log in. */
export interface LoginAccounts {
  /** Finds the account of `loginId` and the lock record under `key`, in one statement. An unknown ID has no account, but may have a lock record. */
  find(
    loginId: string,
    key: AttemptKey,
  ): Promise<{ readonly account: LoginAccount | null; readonly lockRecord: LockRecord | null }>;
}
