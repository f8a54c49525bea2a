import type { EntityManager } from 'typeorm';
import type { Confirmation } from '../credentials/confirmation';
import type { NewId } from '../platform/ids';
import type { Receipts, SignedReceipt } from '../receipts/receipt';
import type { ActingUser } from '../users/acting-user';
import type { ApprovalCase } from './approval-cases';
import { approvalObstacle, isApprovedBy } from './approval-obstacle';
import { approvalReceipt } from './approval-receipt';
import type { ApprovalRefusal } from './approval-refusal';
import type { ApprovalRequest } from './approval-request';
import { onHeldCase, seenCase, takeStep, type StepPorts } from './held-request';

export interface ApproveInput {
  readonly approvalRequestId: string;
  /** The version that the approver has seen. */
  readonly contentVersion: number;
  readonly confirmationPassword: string;
}

export type ApproveOutcome =
  | { readonly kind: 'APPROVED'; readonly request: ApprovalRequest; readonly receipt: SignedReceipt }
  | ApprovalRefusal;

/** What approving works with. */
export interface ApprovePorts extends StepPorts {
  readonly confirmation: Confirmation;
  readonly receipts: Receipts;
  readonly newId: NewId;
}

/**
 * The designated approver approves what he has seen (R10), with his confirmation password (R3). What stands against it is
 * told before the password is asked for, so that it costs no attempt, and looked for again under the lock of the request,
 * since it may have come about meanwhile.
 * The receipt is signed before the transaction ends: if it cannot be, nothing is approved. Once more, by the same approver
 * and of the same version, gives a fresh receipt of the same approval.
 */
export class ApproveRequest {
  constructor(private readonly ports: ApprovePorts) {}

  async run(approver: ActingUser, input: ApproveInput): Promise<ApproveOutcome> {
    const { cases, confirmation, clock } = this.ports;
    const { approvalRequestId, contentVersion, confirmationPassword } = input;
    const seen = await seenCase(cases, approver, approvalRequestId);
    if (seen === null) return { kind: 'NOT_FOUND' };
    const { request, user, organization } = seen;
    const obstacle = approvalObstacle(request, user, organization, contentVersion, clock.now());
    if (obstacle !== null) return obstacle;

    const { origin, caller } = approver;
    const confirmed = await confirmation.confirm(approver, confirmationPassword, origin, caller);
    if (confirmed.kind !== 'CONFIRMED') return { kind: 'CONFIRMATION_REFUSED', refusal: confirmed };
    return onHeldCase<ApproveOutcome>(cases, approver, approvalRequestId, (held, transaction) =>
      this.approve(approver, held, contentVersion, transaction),
    );
  }

  private async approve(
    approver: ActingUser,
    { request, user, organization }: ApprovalCase,
    contentVersion: number,
    transaction: EntityManager,
  ): Promise<ApproveOutcome> {
    const { receipts, clock, newId } = this.ports;
    const at = clock.now();
    const obstacle = approvalObstacle(request, user, organization, contentVersion, at);
    if (obstacle !== null) return obstacle;
    const approved = isApprovedBy(request, approver.id)
      ? request
      : await takeStep(
          this.ports,
          approver,
          request,
          { step: 'APPROVE', byUserId: approver.id, at, receiptId: newId() },
          at,
          transaction,
        );
    const receipt = await receipts.sign(approvalReceipt(approved, organization));
    return { kind: 'APPROVED', request: approved, receipt };
  }
}
