import type { EntityManager } from 'typeorm';
import type { AttemptKey } from '../attempts/attempt-key';
import type { HashedAnswer } from './hash-answers';

/** The answers of one user, about to be stored. */
export interface NewSecurityAnswers {
  readonly userId: string;
  /** Null for staff. */
  readonly organizationId: string | null;
  /** For the credential's row, if the user has none yet. */
  readonly credentialId: string;
  /** Kind SECURITY_ANSWER, subject the user's id. */
  readonly attemptKey: AttemptKey;
  readonly answers: readonly HashedAnswer[];
  readonly registeredAt: Date;
}

/** Keeps users' answers. */
export interface SecurityAnswers {
  registered(userId: string): Promise<boolean>;
  /** Stores answers within `transaction`; `FIRST_ONLY` stores nothing, and says so, if the user has some. */
  store(
    transaction: EntityManager,
    answers: NewSecurityAnswers,
    mode: 'FIRST_ONLY' | 'REPLACE',
  ): Promise<boolean>;
  /** Removes the user's answers, and the question that waits for one, within `transaction`. */
  remove(transaction: EntityManager, userId: string): Promise<void>;
}
