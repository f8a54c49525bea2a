import type { User } from '../users/user';
import type { Principal } from './principal';
import type { SessionStore } from './session-store';
import { parseSessionToken } from './session-token';

/** Finds users that may act: neither deleted nor suspended. */
export interface ActiveUsers {
  findActive(userId: string): Promise<User | null>;
}

/**
 * Tells who holds a session token. The user is read afresh each time, so that a session which a login began just as its
 * user was being suspended or deleted gives nobody any rights (R9).
 */
export class Authenticate {
  constructor(
    private readonly sessions: SessionStore,
    private readonly users: ActiveUsers,
  ) {}

  /** The holder of `tokenText`, or null if the session has ended, its user may not act, or there is none. */
  async principalOf(tokenText: string): Promise<Principal | null> {
    const token = parseSessionToken(tokenText);
    if (token === null) return null;
    const session = await this.sessions.use(token);
    if (session === null) return null;
    const user = await this.users.findActive(token.userId);
    return user === null ? null : { user, session: token };
  }
}
