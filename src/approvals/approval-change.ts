import type { ApprovalContent, ApprovalPerson, ApprovalRequest } from './approval-request';
import { stateAfter } from './approval-state';

/** A step as it is taken, with what it brings. */
export type ApprovalChange =
  | {
      readonly step: 'EDIT' | 'SUBMIT';
      readonly content: ApprovalContent;
      readonly approver: ApprovalPerson;
      readonly at: Date;
    }
  | { readonly step: 'APPROVE'; readonly byUserId: string; readonly at: Date; readonly receiptId: string }
  | { readonly step: 'REMAND'; readonly reason: string }
  | { readonly step: 'CANCEL_APPROVAL'; readonly at: Date; readonly receiptId: string }
  | { readonly step: 'WITHDRAW' | 'DELETE' | 'EXPIRE' };

/**
 * The request after a step (R10).
 * @throws Error if the table does not allow the step, which its rules have to see before
 */
export function changed(request: ApprovalRequest, change: ApprovalChange): ApprovalRequest {
  const state = stateAfter(request.state, change.step);
  if (state === null)
    throw new Error(`an approval request in ${request.state} does not allow ${change.step}`);
  const next = { ...request, state };
  switch (change.step) {
    case 'EDIT':
    case 'SUBMIT':
      return {
        ...next,
        ...change.content,
        approver: change.approver,
        contentVersion: request.contentVersion + 1,
        submittedAt: change.step === 'SUBMIT' ? change.at : request.submittedAt,
        remandReason: change.step === 'SUBMIT' ? null : request.remandReason,
        approval: null,
        cancellation: null,
      };
    case 'APPROVE':
      return {
        ...next,
        approval: { byUserId: change.byUserId, at: change.at, receiptId: change.receiptId },
      };
    case 'REMAND':
      return { ...next, remandReason: change.reason };
    case 'CANCEL_APPROVAL':
      return { ...next, cancellation: { at: change.at, receiptId: change.receiptId } };
    case 'WITHDRAW':
    case 'DELETE':
    case 'EXPIRE':
      return next;
    default:
      return change satisfies never;
  }
}

/** A request that has just been made, saved as a draft or submitted at once. */
export function begun(
  { id, organizationId, requester }: Pick<ApprovalRequest, 'id' | 'organizationId' | 'requester'>,
  change: Extract<ApprovalChange, { readonly step: 'EDIT' | 'SUBMIT' }>,
): ApprovalRequest {
  const { content, approver, at } = change;
  const blank: ApprovalRequest = {
    ...content,
    id,
    organizationId,
    requester,
    approver,
    state: 'DRAFT',
    contentVersion: 0,
    createdAt: at,
    submittedAt: null,
    remandReason: null,
    approval: null,
    cancellation: null,
  };
  return changed(blank, change);
}
