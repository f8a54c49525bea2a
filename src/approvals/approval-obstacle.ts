import type { Organization } from '../users/organization';
import type { User } from '../users/user';
import { APPROVE_PERMISSIONS, limitYenOf } from './approval-kind';
import type { ApprovalObstacle, NotApplicableStep, PersonObstacle, StateObstacle } from './approval-refusal';
import { isPast, standingOf, type ApprovalRequest } from './approval-request';
import { stateAfter, type ApprovalState, type ApprovalStep } from './approval-state';

const STATE_OBSTACLES: Readonly<Record<ApprovalState, StateObstacle>> = {
  DRAFT: 'DRAFT_REQUEST',
  PENDING_APPROVAL: 'PENDING_REQUEST',
  APPROVED: 'APPROVED_REQUEST',
  REMANDED: 'REMANDED_REQUEST',
  WITHDRAWN: 'WITHDRAWN_REQUEST',
  APPROVAL_CANCELLED: 'CANCELLED_APPROVAL',
  DELETED: 'DELETED_REQUEST',
  EXPIRED: 'EXPIRED_REQUEST',
};

/**
 * What stands against an approval (R10), in this order: state, permission, designated approver, self-approval, limit,
 * deadline, content version. Null if nothing does; then the confirmation password is asked for.
 * Who has approved this very content already may approve it again: his answer may have been lost on the way.
 */
export function approvalObstacle(
  request: ApprovalRequest,
  approver: User,
  organization: Pick<Organization, 'selfApprovalAllowed'>,
  contentVersion: number,
  now: Date,
): ApprovalObstacle | null {
  const { kind, totalAmountYen, deadline, requester } = request;
  const againByHimself = isApprovedBy(request, approver.id);
  return (
    (againByHimself ? null : stateObstacle(request, 'APPROVE', now)) ??
    decisionObstacle(request, approver) ??
    when(requester.id === approver.id && !organization.selfApprovalAllowed, 'SELF_APPROVAL_FORBIDDEN') ??
    when(totalAmountYen > limitYenOf(approver, kind), 'OVER_LIMIT') ??
    when(isPast(deadline, now), 'DEADLINE_PASSED') ??
    versionConflict(request, contentVersion)
  );
}

/** What stands against a remand (R10): it needs the permission to approve, since it decides just as much. */
export function remandObstacle(
  request: ApprovalRequest,
  approver: User,
  contentVersion: number,
  now: Date,
): ApprovalObstacle | null {
  return (
    stateObstacle(request, 'REMAND', now) ??
    decisionObstacle(request, approver) ??
    versionConflict(request, contentVersion)
  );
}

/**
 * What stands against taking an approval back (R10). It needs no permission: who gave it may take it back as long as it
 * can be carried out. Again, by himself, it is no other cancellation.
 */
export function cancellationObstacle(
  request: ApprovalRequest,
  approverId: string,
  now: Date,
): NotApplicableStep | null {
  const again = request.state === 'APPROVAL_CANCELLED';
  return (
    (again ? null : stateObstacle(request, 'CANCEL_APPROVAL', now)) ??
    when(request.approval?.byUserId !== approverId, 'NOT_WHO_APPROVED') ??
    when(isPast(request.deadline, now), 'DEADLINE_PASSED')
  );
}

/** What stands against a step of the requester's own: editing, submitting, withdrawing, deleting (R10). */
export function requesterObstacle(
  request: ApprovalRequest,
  step: Extract<ApprovalStep, 'EDIT' | 'SUBMIT' | 'WITHDRAW' | 'DELETE'>,
  userId: string,
  now: Date,
): NotApplicableStep | null {
  return when(request.requester.id !== userId, 'NOT_REQUESTER') ?? stateObstacle(request, step, now);
}

/** A conflict, if the request is not the one that was looked at. */
export function versionConflict(request: ApprovalRequest, contentVersion: number): ApprovalObstacle | null {
  return request.contentVersion === contentVersion ? null : { kind: 'CONFLICT', request };
}

/** Whether the request is approved, and by this user. */
export function isApprovedBy(request: ApprovalRequest, userId: string): boolean {
  return request.state === 'APPROVED' && request.approval?.byUserId === userId;
}

function stateObstacle(request: ApprovalRequest, step: ApprovalStep, now: Date): NotApplicableStep | null {
  const standing = standingOf(request, now);
  return when(stateAfter(standing, step) === null, STATE_OBSTACLES[standing]);
}

function decisionObstacle(
  { kind, approver }: ApprovalRequest,
  { id, permissions }: User,
): ApprovalObstacle | null {
  const permission = APPROVE_PERMISSIONS[kind];
  if (!permissions.includes(permission)) return { kind: 'NOT_PERMITTED', permission };
  return when(approver.id !== id, 'NOT_DESIGNATED_APPROVER');
}

function when(stands: boolean, code: StateObstacle | PersonObstacle): NotApplicableStep | null {
  return stands ? { kind: 'NOT_APPLICABLE', code } : null;
}
