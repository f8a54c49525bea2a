import type { LockRecord } from '../attempts/attempt-guard';
import type { AttemptKey } from '../attempts/attempt-key';
import type { StoredSecret } from '../credentials/secret-hasher';

/** The PINs of organizations, as far as verifying one needs them (R4). */
export interface OrganizationPins {
  /** The PIN of the key's kind and the lock record under `key`, in one statement; null where there is none. */
  find(
    organizationId: string,
    key: AttemptKey,
  ): Promise<{ readonly pin: StoredSecret | null; readonly lockRecord: LockRecord | null }>;
  /** Puts another hash of the same PIN in the place of `old`; nothing if that is not the stored one any more. */
  replaceHash(organizationId: string, key: AttemptKey, old: StoredSecret, fresh: StoredSecret): Promise<void>;
}
