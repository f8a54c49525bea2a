import type { HistoryEvent } from '../history/history-event';

/** A line of the operation history about the staff themselves (R11): done by an operator at the machine, who is no user. */
export function staffEvent(
  type: 'STAFF_CREATED' | 'STAFF_REMOVED',
  staffId: string,
  occurredAt: Date,
): HistoryEvent {
  return {
    type,
    occurredAt,
    organizationId: null,
    actorUserId: null,
    subjectUserId: staffId,
    credentialKind: null,
    origin: null,
    reason: 'BY_OPERATOR',
  };
}
