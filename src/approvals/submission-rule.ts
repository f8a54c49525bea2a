import type { Organization } from '../users/organization';
import type { User } from '../users/user';
import { APPROVE_PERMISSIONS, limitYenOf } from './approval-kind';
import type { ApprovalContent } from './approval-request';

/** Why a request cannot go to the approver who is named, or not from this requester. */
export interface SubmissionViolation {
  readonly field: 'totalAmountYen' | 'approverUserId';
  readonly code:
    | 'OVER_LIMIT'
    | 'UNKNOWN_APPROVER'
    | 'APPROVER_NOT_PERMITTED'
    | 'OVER_APPROVERS_LIMIT'
    | 'SELF_APPROVAL_FORBIDDEN';
}

/** Who asks, and whom; null if nobody of the organization is meant. */
export interface SubmissionParties {
  readonly requester: User;
  readonly approver: User | null;
  readonly organization: Pick<Organization, 'selfApprovalAllowed'>;
}

/**
 * Every violation at once (R10): the total lies within both limits, and the approver is somebody of the organization who
 * may approve it; the requester himself only where the organization allows that.
 */
export function submissionViolations(
  { kind, totalAmountYen }: Pick<ApprovalContent, 'kind' | 'totalAmountYen'>,
  { requester, approver, organization }: SubmissionParties,
): readonly SubmissionViolation[] {
  const over = when(totalAmountYen > limitYenOf(requester, kind), 'totalAmountYen', 'OVER_LIMIT');
  if (approver === null) return over;
  const forbidden = approver.id === requester.id && !organization.selfApprovalAllowed;
  const permitted = approver.permissions.includes(APPROVE_PERMISSIONS[kind]);
  return [
    ...over,
    ...when(forbidden, 'approverUserId', 'SELF_APPROVAL_FORBIDDEN'),
    ...when(!permitted, 'approverUserId', 'APPROVER_NOT_PERMITTED'),
    ...when(totalAmountYen > limitYenOf(approver, kind), 'approverUserId', 'OVER_APPROVERS_LIMIT'),
  ];
}

/** Another organization's user is unknown, like one that never was. Judged of a draft too. */
export function designationViolations(approver: User | null): readonly SubmissionViolation[] {
  return when(approver === null, 'approverUserId', 'UNKNOWN_APPROVER');
}

function when(
  violated: boolean,
  field: SubmissionViolation['field'],
  code: SubmissionViolation['code'],
): SubmissionViolation[] {
  return violated ? [{ field, code }] : [];
}
