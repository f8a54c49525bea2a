import type { EntityManager } from 'typeorm';
import type { ConfirmationRefusal } from '../credentials/confirmation';
import type { SignedReceipt } from '../receipts/receipt';
import type { ActingUser } from '../users/acting-user';
import type { ApprovalCase } from './approval-cases';
import { cancellationObstacle } from './approval-obstacle';
import { cancellationReceipt } from './approval-receipt';
import type { NoSuchRequest, NotApplicableStep } from './approval-refusal';
import type { ApprovalRequest } from './approval-request';
import type { ApprovePorts } from './approve-request';
import { onHeldCase, seenCase, takeStep } from './held-request';

export interface CancelInput {
  readonly approvalRequestId: string;
  readonly confirmationPassword: string;
}

export type CancelOutcome =
  | { readonly kind: 'CANCELLED'; readonly request: ApprovalRequest; readonly receipt: SignedReceipt }
  | NotApplicableStep
  | NoSuchRequest
  | { readonly kind: 'CONFIRMATION_REFUSED'; readonly refusal: ConfirmationRefusal };

/**
 * Who approved takes his approval back (承認取消, R10), with his confirmation password (R3). The receipt tells the
 * core-banking system not to carry the data out, if it has not done so yet. Once more gives a fresh receipt of the same
 * cancellation.
 */
export class CancelApproval {
  constructor(private readonly ports: ApprovePorts) {}

  async run(approver: ActingUser, input: CancelInput): Promise<CancelOutcome> {
    const { cases, confirmation, clock } = this.ports;
    const { approvalRequestId, confirmationPassword } = input;
    const seen = await seenCase(cases, approver, approvalRequestId);
    if (seen === null) return { kind: 'NOT_FOUND' };
    const obstacle = cancellationObstacle(seen.request, approver.id, clock.now());
    if (obstacle !== null) return obstacle;

    const { origin, caller } = approver;
    const confirmed = await confirmation.confirm(approver, confirmationPassword, origin, caller);
    if (confirmed.kind !== 'CONFIRMED') return { kind: 'CONFIRMATION_REFUSED', refusal: confirmed };
    return onHeldCase<CancelOutcome>(cases, approver, approvalRequestId, (held, transaction) =>
      this.cancel(approver, held, transaction),
    );
  }

  private async cancel(
    approver: ActingUser,
    { request, organization }: ApprovalCase,
    transaction: EntityManager,
  ): Promise<CancelOutcome> {
    const { receipts, clock, newId } = this.ports;
    const at = clock.now();
    const obstacle = cancellationObstacle(request, approver.id, at);
    if (obstacle !== null) return obstacle;
    const cancelled =
      request.state === 'APPROVAL_CANCELLED'
        ? request
        : await takeStep(
            this.ports,
            approver,
            request,
            { step: 'CANCEL_APPROVAL', at, receiptId: newId() },
            at,
            transaction,
          );
    const receipt = await receipts.sign(cancellationReceipt(cancelled, organization));
    return { kind: 'CANCELLED', request: cancelled, receipt };
  }
}
