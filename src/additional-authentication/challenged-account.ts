import type { EntityManager } from 'typeorm';
import type { LockRecord } from '../attempts/attempt-guard';
import type { StoredSecret } from '../credentials/secret-hasher';
import type { User } from '../users/user';
import type { Challenge } from './challenge';

/** What answering a question reads of its user. */
export interface ChallengedAccount {
  readonly user: User;
  readonly answer: StoredSecret;
  /** When the login password, which the challenge is bound to, was set; to the millisecond. */
  readonly secretChangedAt: Date;
}

/** The accounts that a question was asked of. */
export interface ChallengedAccounts {
  /**
   * Finds the account of a challenge, the answer to its question and the lock record of the user's answers, in one
   * statement. No account if the user is gone or the challenge's binding has changed.
   */
  find(
    challenge: Challenge,
  ): Promise<{ readonly account: ChallengedAccount | null; readonly lockRecord: LockRecord | null }>;
  /** Replaces the hash of an unchanged answer; does nothing if the answer has been changed since `old` was read. */
  replaceHash(challenge: Challenge, old: StoredSecret, fresh: StoredSecret): Promise<void>;
  /**
   * Holds the user's row until `transaction` ends, so that whoever changes or removes his answers waits, and looks again
   * whether the challenge stands; its question no longer waits for an answer. False if it has lapsed: roll back then.
   */
  close(challenge: Challenge, transaction: EntityManager): Promise<boolean>;
}
