import type { ApprovalRequest } from './approval-request';

/** The columns of a request; `approval_requests` goes by the alias `r`. Read with {@link approvalFrom}. */
export const APPROVAL_COLUMNS = `
  r.id, r.organization_id AS "organizationId", r.state, r.kind, r.title, r.item_count AS "itemCount",
  r.total_amount_yen AS "totalAmountYen", r.payload_sha256 AS "payloadSha256", r.content_version AS "contentVersion",
  r.deadline, r.requester_user_id AS "requesterId", r.requester_name AS "requesterName",
  r.approver_user_id AS "approverId", r.approver_name AS "approverName", r.created_at AS "createdAt",
  r.submitted_at AS "submittedAt", r.remand_reason AS "remandReason", r.approved_by AS "approvedBy",
  r.approved_at AS "approvedAt", r.receipt_id AS "receiptId", r.cancelled_at AS "cancelledAt",
  r.cancellation_receipt_id AS "cancellationReceiptId"`;

/** A row of {@link APPROVAL_COLUMNS}; amounts as text. */
export type ApprovalRow = Omit<
  ApprovalRequest,
  'totalAmountYen' | 'requester' | 'approver' | 'approval' | 'cancellation'
> & {
  readonly totalAmountYen: string;
  readonly requesterId: string;
  readonly requesterName: string;
  readonly approverId: string;
  readonly approverName: string;
  readonly approvedBy: string | null;
  readonly approvedAt: Date | null;
  readonly receiptId: string | null;
  readonly cancelledAt: Date | null;
  readonly cancellationReceiptId: string | null;
};

export function approvalFrom(row: ApprovalRow): ApprovalRequest {
  const { requesterId, requesterName, approverId, approverName, approvedBy, approvedAt, receiptId } = row;
  const { cancelledAt, cancellationReceiptId, totalAmountYen, ...rest } = row;
  const { id, organizationId, state, kind, title, itemCount, payloadSha256, contentVersion } = rest;
  const { deadline, createdAt, submittedAt, remandReason } = rest;
  return {
    id,
    organizationId,
    state,
    kind,
    title,
    itemCount,
    totalAmountYen: Number(totalAmountYen),
    payloadSha256,
    contentVersion,
    deadline,
    requester: { id: requesterId, name: requesterName },
    approver: { id: approverId, name: approverName },
    createdAt,
    submittedAt,
    remandReason,
    approval:
      approvedBy === null || approvedAt === null || receiptId === null
        ? null
        : { byUserId: approvedBy, at: approvedAt, receiptId },
    cancellation:
      cancelledAt === null || cancellationReceiptId === null
        ? null
        : { at: cancelledAt, receiptId: cancellationReceiptId },
  };
}
