import type { RequiredAction } from '../users/required-action';
import type { User } from '../users/user';
import type { Principal } from './principal';
import type { SessionStore } from './session-store';
import { parseSessionToken } from './session-token';

/** A user that may act, once nothing is required of him first. */
export interface ActiveUser {
  readonly user: User;
  readonly requiredActions: readonly RequiredAction[];
  /** When the login password in force was set. */
  readonly secretChangedAt: Date;
}

/** Finds users that may act: neither deleted nor suspended. */
export interface ActiveUsers {
  findActive(userId: string): Promise<ActiveUser | null>;
}

/**
 * Tells who holds a session token. The user is read afresh each time, so that a session which a login began just as its
 * user was being suspended or deleted, or as the password was being changed or reset, gives nobody any rights (R9).
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
    const active = await this.users.findActive(token.userId);
    if (active === null || !sameInstant(session.secretChangedAt, active.secretChangedAt)) return null;
    return { ...active, session: token };
  }

  /** Ends the session of `tokenText`, if it is one: its bearer gives it up. */
  async endSession(tokenText: string): Promise<void> {
    const token = parseSessionToken(tokenText);
    if (token !== null) await this.sessions.end(token);
  }
}

function sameInstant(one: Date, other: Date): boolean {
  return one.getTime() === other.getTime();
}
