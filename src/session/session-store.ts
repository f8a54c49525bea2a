import type { SessionToken } from './session-token';

/** How long sessions live (R9). */
export interface SessionSettings {
  /** Ends a session that was not used for so long. */
  readonly idleMs: number;
  /** Ends a session so long after login, however busy. */
  readonly absoluteMs: number;
  /** A new login ends the user's other sessions. */
  readonly single: boolean;
}

/** A live session. */
export interface Session {
  readonly token: SessionToken;
  readonly createdAt: Date;
  readonly lastUsedAt: Date;
  /** When the login password that began it was set; with another password in force it is worth nothing. To the millisecond. */
  readonly secretChangedAt: Date;
}

/**
 * Sessions, by the clock of the store so that all gateways agree.
 * @throws SessionsUnavailable when the store is out of reach; nobody is let in then.
 */
export interface SessionStore {
  /**
   * Begins a session and gives the token's text, which goes to the client and nowhere else.
   *
   * @param secretChangedAt when the login password that was verified had been set, as read for that verification. If the
   * password has been changed since, even with its `endAll` over before this call, the session gives no rights.
   */
  begin(
    userId: string,
    secretChangedAt: Date,
  ): Promise<{ readonly text: string; readonly token: SessionToken }>;
  /** The live session of this token, its idle time begun anew; null if there is none. */
  use(token: SessionToken): Promise<Session | null>;
  /** The user's live sessions, oldest first. Looking does not prolong them. */
  list(userId: string): Promise<readonly Session[]>;
  /** Ends one session; false if it had ended already. */
  end(token: SessionToken): Promise<boolean>;
  /** Ends every session of the user, on every gateway at once. */
  endAll(userId: string): Promise<void>;
}

/** The session store is out of reach. Retryable. */
export class SessionsUnavailable extends Error {
  constructor(cause: unknown) {
    super('session store is out of reach', { cause });
    this.name = 'SessionsUnavailable';
  }
}
