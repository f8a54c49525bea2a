import type { AttemptKey, DeriveAttemptKey } from '../../attempts/attempt-key';
import type { PinKind } from './pin-kind';
import { canonicalAccount, type RepresentativeAccount } from './representative-account';

/**
 * The ledger's name for a PIN, derived from the account instead of the organization, so that an account that nobody has
 * is counted, locked and suspended like any other (R2, R7). However an account is typed, it has one counter.
 */
export function pinAttemptKey(
  deriveAttemptKey: DeriveAttemptKey,
  kind: PinKind,
  account: RepresentativeAccount,
): AttemptKey {
  const { branchCode, accountType, accountNumber } = canonicalAccount(account);
  return deriveAttemptKey(kind, [branchCode, accountType, accountNumber].join('\0'));
}
