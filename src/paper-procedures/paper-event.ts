import type { HistoryEvent } from '../history/history-event';
import type { ActingStaff } from './acting-staff';
import type { PaperProcedure } from './paper-procedure';

type Concerned = Pick<PaperProcedure, 'kind' | 'organizationId' | 'subjectUserId'>;

/** A line of the operation history about a paper procedure: its kind is the reason, its subject the master, if there is one (R11). */
export function paperEvent(
  type: 'PAPER_RECEIVED' | 'PAPER_VERIFIED' | 'PAPER_EXECUTED' | 'PAPER_REJECTED',
  { kind, organizationId, subjectUserId }: Concerned,
  { id, origin }: Pick<ActingStaff, 'id' | 'origin'>,
  occurredAt: Date,
): HistoryEvent {
  return {
    type,
    occurredAt,
    organizationId,
    actorUserId: id,
    subjectUserId,
    credentialKind: null,
    origin,
    reason: kind,
  };
}
