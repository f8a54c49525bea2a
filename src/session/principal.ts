import type { User } from '../users/user';
import type { SessionToken } from './session-token';

/** Who is asking: a user with a live session. */
export interface Principal {
  readonly user: User;
  readonly session: SessionToken;
}
