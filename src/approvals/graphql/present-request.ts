import { standingOf, type ApprovalRequest } from '../approval-request';
import type { ApprovalRequestType } from './approval-request-type';

/** A request as its readers see it at the instant `now`. */
export function presentRequest(request: ApprovalRequest, now: Date): ApprovalRequestType {
  const { id, kind, title, itemCount, totalAmountYen, payloadSha256, contentVersion } = request;
  const { requester, approver, deadline, createdAt, submittedAt, approval, cancellation, remandReason } =
    request;
  return {
    id,
    kind,
    state: standingOf(request, now),
    title,
    itemCount,
    totalAmountYen,
    payloadSha256,
    contentVersion,
    requester,
    approver,
    deadline,
    createdAt,
    submittedAt,
    approvedAt: approval?.at ?? null,
    cancelledAt: cancellation?.at ?? null,
    remandReason,
  };
}
