import type { History } from '../history/history';
import type { Origin } from '../history/history-event';
import type { Clock } from '../platform/clock';
import type { Principal } from './principal';
import { sessionIdOf } from './session-id';
import type { Session, SessionStore } from './session-store';

/** A live session as its user sees it. */
export interface SessionOverview {
  readonly id: string;
  /** Whether it is the one that asks. */
  readonly current: boolean;
  readonly createdAt: Date;
  readonly lastUsedAt: Date;
}

/** A user looks at his live sessions and ends those that he does not know (R9). */
export class OwnSessions {
  constructor(
    private readonly sessions: SessionStore,
    private readonly history: History,
    private readonly clock: Clock,
  ) {}

  async list(principal: Principal): Promise<readonly SessionOverview[]> {
    return (await this.live(principal)).map(({ token, createdAt, lastUsedAt }) => ({
      id: sessionIdOf(token),
      current: token.sessionHash === principal.session.sessionHash,
      createdAt,
      lastUsedAt,
    }));
  }

  /** Ends the session named `sessionId`; one that is not the user's own, or has ended, is not found. */
  async end(
    principal: Principal,
    sessionId: string,
    origin: Origin,
  ): Promise<{ readonly kind: 'ENDED'; readonly current: boolean } | { readonly kind: 'NOT_FOUND' }> {
    const { user, session: asking } = principal;
    const named = (await this.live(principal)).find(({ token }) => sessionIdOf(token) === sessionId);
    if (named === undefined || !(await this.sessions.end(named.token))) return { kind: 'NOT_FOUND' };
    await this.history.append({
      type: 'SESSION_ENDED',
      occurredAt: this.clock.now(),
      organizationId: user.organizationId,
      actorUserId: user.id,
      subjectUserId: user.id,
      credentialKind: null,
      origin,
      reason: 'BY_OWNER',
    });
    return { kind: 'ENDED', current: named.token.sessionHash === asking.sessionHash };
  }

  /** A session that an earlier password began, in a race with its change, is none. */
  private async live({ user, secretChangedAt }: Principal): Promise<readonly Session[]> {
    const kept = await this.sessions.list(user.id);
    return kept.filter((session) => session.secretChangedAt.getTime() === secretChangedAt.getTime());
  }
}
