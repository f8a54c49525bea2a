import type { RequiredAction } from '../users/required-action';
import type { User } from '../users/user';
import type { SessionToken } from './session-token';

/** Who is asking: a user with a live session. */
export interface Principal {
  readonly user: User;
  readonly session: SessionToken;
  /** When the login password in force was set; a session that takes the place of this one begins with it. */
  readonly secretChangedAt: Date;
  /** What must be done before anything else works; empty when nothing is. */
  readonly requiredActions: readonly RequiredAction[];
}
