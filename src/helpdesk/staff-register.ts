import type { AttemptKey } from '../attempts/attempt-key';
import type { HistoryEvent } from '../history/history-event';
import type { CredentialState } from '../users/credential-state';
import type { NewUser } from '../users/user-register';

/** A member of staff as the operator sees him: never his login ID (R5). */
export interface StaffEntry {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  /** What his login password allows. */
  readonly login: CredentialState;
  /** He has yet to replace the temporary login password. */
  readonly temporaryPassword: boolean;
}

export type StaffAddition = 'ADDED' | 'LOGIN_ID_TAKEN' | 'EMAIL_TAKEN';

export type StaffRemoval =
  | {
      readonly kind: 'REMOVED';
      /** His credentials as the ledger named them. */
      readonly keys: readonly AttemptKey[];
    }
  | { readonly kind: 'TOO_FEW_LEFT' }
  | { readonly kind: 'NOT_FOUND' };

/** Keeps the staff of the helpdesk. */
export interface StaffRegister {
  /** All who have not left, those who came first at the head. */
  all(now: Date): Promise<readonly StaffEntry[]>;
  /** Stores a member of staff and the event together or not at all. No two have the same address, by which a form names them. */
  add(staff: NewUser, event: HistoryEvent): Promise<StaffAddition>;
  /**
   * Takes from a member of staff all that he could log in with, and records the event; his name stays on the forms.
   * Leaves at least `fewest`, however many removals come at once.
   */
  remove(staffId: string, fewest: number, event: HistoryEvent): Promise<StaffRemoval>;
}
