import type { LockRecord } from '../attempts/attempt-guard';
import type { AttemptKey } from '../attempts/attempt-key';
import type { RepresentativeAccount } from '../credentials/pins/representative-account';
import type { StoredSecret } from '../credentials/secret-hasher';

/** What opening a registration reads of a known account. */
export interface InquiryAccount {
  readonly organizationId: string;
  readonly inquiryPin: StoredSecret;
  readonly masterRegistered: boolean;
}

/** The accounts of organizations, as far as a registration needs them. */
export interface InquiryAccounts {
  /**
   * Finds the organization of a canonical `account` and the lock record under `key`, in one statement. An unknown
   * account has no organization, but may have a lock record.
   */
  find(
    account: RepresentativeAccount,
    key: AttemptKey,
  ): Promise<{ readonly inquiryAccount: InquiryAccount | null; readonly lockRecord: LockRecord | null }>;
}
