import type { LockRecord } from '../attempts/attempt-guard';
import type { CredentialKind } from '../credentials/credential-kind';

/** What a credential allows now (R7). */
export type CredentialState =
  | { readonly kind: 'ACTIVE' }
  | { readonly kind: 'LOCKED_OUT'; readonly lockedUntil: Date }
  | { readonly kind: 'SUSPENDED'; readonly suspendedAt: Date };

/** One credential of a user as the master sees it: never its secret. */
export interface CredentialOverview {
  readonly kind: CredentialKind;
  readonly state: CredentialState;
  readonly mustChange: boolean;
  readonly changedAt: Date;
}

/** Reads the state of a credential off its lock record at the instant `now`; at exactly `lockedUntil` it is active again (R7). */
export function credentialState(record: LockRecord | null, now: Date): CredentialState {
  if (record?.suspendedAt != null) return { kind: 'SUSPENDED', suspendedAt: new Date(record.suspendedAt) };
  if (record?.lockedUntil != null && now.getTime() < record.lockedUntil) {
    return { kind: 'LOCKED_OUT', lockedUntil: new Date(record.lockedUntil) };
  }
  return { kind: 'ACTIVE' };
}
