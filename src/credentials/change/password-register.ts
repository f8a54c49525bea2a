import type { EntityManager } from 'typeorm';
import type { AttemptKey } from '../../attempts/attempt-key';
import type { HistoryEvent } from '../../history/history-event';
import type { StoredSecret } from '../secret-hasher';
import type { PasswordKind } from './password-kind';

/** A password to be stored for `userId`. */
export interface NewPassword {
  readonly userId: string;
  readonly kind: PasswordKind;
  readonly secret: StoredSecret;
  readonly attemptKey: AttemptKey;
  readonly changedAt: Date;
  /** Set by someone else: its owner must replace it before anything else works (R5). */
  readonly mustChange: boolean;
}

/** The user's stored passwords as a change saw them, null for one that is not set. */
export type PasswordsSeen = Readonly<Record<PasswordKind, StoredSecret | null>>;

/** Writes passwords. */
export interface PasswordRegister {
  /**
   * Stores the owner's new password with its event, provided that both his passwords still are what the change saw: of
   * changes that meet, one wins, and none can make the two passwords equal. `beforeCommit` runs when all is written; if
   * it rejects, nothing is.
   */
  change(
    password: NewPassword,
    seen: PasswordsSeen,
    event: HistoryEvent,
    beforeCommit: () => Promise<void>,
  ): Promise<'CHANGED' | 'CHANGED_MEANWHILE'>;
  /** Stores a password whatever stood there before, within `transaction`; false if there is no such user any more. */
  replace(password: NewPassword, transaction: EntityManager): Promise<boolean>;
}
