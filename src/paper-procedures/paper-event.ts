import type { HistoryEvent } from '../history/history-event';
import type { ActingStaff } from './acting-staff';
import type { PaperProcedure } from './paper-procedure';

type Concerned = Pick<PaperProcedure, 'id' | 'kind' | 'organizationId' | 'subjectUserId'>;

/** A line of the operation history about a paper procedure: its kind is the reason, its subject the master, if there is one, the procedure itself the object (R11). */
export function paperEvent(
  type: 'PAPER_RECEIVED' | 'PAPER_VERIFIED' | 'PAPER_EXECUTED' | 'PAPER_REJECTED',
  { id, kind, organizationId, subjectUserId }: Concerned,
  actor: Pick<ActingStaff, 'id' | 'origin'>,
  occurredAt: Date,
): HistoryEvent {
  return {
    type,
    occurredAt,
    organizationId,
    actorUserId: actor.id,
    subjectUserId,
    credentialKind: null,
    origin: actor.origin,
    reason: kind,
    object: { kind: 'PAPER_PROCEDURE', id },
  };
}
