import type { StoredSecret } from '../credentials/secret-hasher';
import type { AttemptKey } from '../attempts/attempt-key';
import type { HistoryEvent } from '../history/history-event';
import type { User } from './user';

/** A user about to be created, with the credentials given to him. */
export interface NewUser {
  readonly user: User;
  readonly credentials: readonly NewCredential[];
}

export interface NewGeneralUser extends NewUser {
  readonly organizationId: string;
}

/** A credential to be stored. */
export interface NewCredential {
  readonly id: string;
  readonly attemptKey: AttemptKey;
  readonly secret: StoredSecret;
  readonly mustChange: boolean;
}

export type RegisterOutcome = 'CREATED' | 'LOGIN_ID_TAKEN' | 'USER_LIMIT_REACHED';

/** Writes users. */
export interface UserRegister {
  /**
   * Stores a general user, his credentials and the event together or not at all. At most `limit` general users
   * stand in one organization, however many requests come at once (R2).
   */
  addGeneralUser(newUser: NewGeneralUser, limit: number, event: HistoryEvent): Promise<RegisterOutcome>;
}
