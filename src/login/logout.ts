import type { History } from '../history/history';
import type { Origin } from '../history/history-event';
import type { Clock } from '../platform/clock';
import type { Principal } from '../session/principal';
import type { SessionStore } from '../session/session-store';

/** Ends the session that asks for it (R9). */
export class Logout {
  constructor(
    private readonly sessions: SessionStore,
    private readonly history: History,
    private readonly clock: Clock,
  ) {}

  async run({ user, session }: Principal, origin: Origin): Promise<void> {
    await this.sessions.end(session);
    await this.history.append({
      type: 'LOGGED_OUT',
      occurredAt: this.clock.now(),
      organizationId: user.organizationId,
      actorUserId: user.id,
      subjectUserId: user.id,
      credentialKind: null,
      origin,
      reason: null,
    });
  }
}
