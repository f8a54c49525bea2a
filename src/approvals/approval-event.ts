import type { HistoryEvent, HistoryEventType, Origin } from '../history/history-event';
import type { ApprovalRequest } from './approval-request';
import type { ApprovalStep } from './approval-state';

const EVENT_TYPES = {
  EDIT: 'APPROVAL_SAVED',
  SUBMIT: 'APPROVAL_REQUESTED',
  APPROVE: 'APPROVAL_GRANTED',
  REMAND: 'APPROVAL_REMANDED',
  WITHDRAW: 'APPROVAL_WITHDRAWN',
  CANCEL_APPROVAL: 'APPROVAL_CANCELLED',
  DELETE: 'APPROVAL_DELETED',
  EXPIRE: 'APPROVAL_EXPIRED',
} as const satisfies Readonly<Record<ApprovalStep, HistoryEventType>>;

/** A line of the operation history about a request: its kind is the reason, its requester the subject, the request itself the object (R11). Nobody acts when it expires. */
export function approvalEvent(
  step: ApprovalStep,
  { id, kind, organizationId, requester }: ApprovalRequest,
  actor: { readonly id: string; readonly origin: Origin } | null,
  occurredAt: Date,
): HistoryEvent {
  return {
    type: EVENT_TYPES[step],
    occurredAt,
    organizationId,
    actorUserId: actor?.id ?? null,
    subjectUserId: requester.id,
    credentialKind: null,
    origin: actor?.origin ?? null,
    reason: kind,
    object: { kind: 'APPROVAL_REQUEST', id },
  };
}
