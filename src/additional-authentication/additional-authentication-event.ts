import type { HistoryEvent, HistoryEventType, Origin } from '../history/history-event';

/** What a user's part in additional authentication is recorded with. */
export interface ConcernedUser {
  readonly id: string;
  readonly organizationId: string | null;
}

/** A line of the operation history about a user's own additional authentication; a stranger's part has no actor. */
export function additionalAuthenticationEvent(
  type: HistoryEventType,
  user: ConcernedUser,
  by: 'STRANGER' | 'USER',
  origin: Origin,
  occurredAt: Date,
): HistoryEvent {
  return {
    type,
    occurredAt,
    organizationId: user.organizationId,
    actorUserId: by === 'USER' ? user.id : null,
    subjectUserId: user.id,
    credentialKind: 'SECURITY_ANSWER',
    origin,
    reason: null,
  };
}
