import type { ApprovedData, ReceiptRequest } from '../receipts/receipt';
import type { Organization } from '../users/organization';
import type { ApprovalRequest } from './approval-request';

/**
 * The receipt of an approval (R10). It names the data and its version, so that the core-banking system carries out what the
 * approver has seen and nothing else.
 */
export function approvalReceipt(request: ApprovalRequest, organization: Organization): ReceiptRequest {
  const { approval } = request;
  if (approval === null) throw new Error('a receipt for what nobody approved');
  return {
    id: approval.receiptId,
    organization,
    userId: approval.byUserId,
    content: { kind: 'APPROVAL', ...approvedData(request) },
  };
}

/** The receipt of a cancellation: it names the approval that is not to be carried out any more. */
export function cancellationReceipt(request: ApprovalRequest, organization: Organization): ReceiptRequest {
  const { approval, cancellation } = request;
  if (approval === null || cancellation === null) throw new Error('a receipt for what nobody cancelled');
  return {
    id: cancellation.receiptId,
    organization,
    userId: approval.byUserId,
    content: {
      kind: 'APPROVAL_CANCELLATION',
      cancelledReceiptId: approval.receiptId,
      ...approvedData(request),
    },
  };
}

function approvedData(request: ApprovalRequest): ApprovedData {
  const { id, contentVersion, kind, itemCount, totalAmountYen, payloadSha256, requester } = request;
  return {
    requestId: id,
    contentVersion,
    dataKind: kind,
    itemCount,
    totalAmountYen,
    payloadSha256,
    requestedByUserId: requester.id,
  };
}
