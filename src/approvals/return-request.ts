import type { ActingUser } from '../users/acting-user';
import { reasonViolations, tidyText, type TextViolationCode } from './approval-content-rule';
import { remandObstacle, requesterObstacle } from './approval-obstacle';
import type { NoSuchRequest, NotApplicableStep, StepRefusal } from './approval-refusal';
import type { ApprovalRequest } from './approval-request';
import { onHeldCase, takeStep, type StepPorts } from './held-request';

export interface RemandInput {
  readonly approvalRequestId: string;
  /** The version that the approver has seen. */
  readonly contentVersion: number;
  readonly reason: string;
}

interface Done {
  readonly kind: 'DONE';
  readonly request: ApprovalRequest;
}

export type RemandOutcome =
  | Done
  | {
      readonly kind: 'INVALID_INPUT';
      readonly violations: readonly { readonly field: 'reason'; readonly code: TextViolationCode }[];
    }
  | StepRefusal;

export type OwnStepOutcome = Done | NotApplicableStep | NoSuchRequest;

/**
 * What ends a request without approving it (R10): the approver sends it back (差戻し), the requester takes it back (引戻し) or
 * deletes it. None of these lets any money move, so that none asks for the confirmation password (R3).
 */
export class ReturnRequest {
  constructor(private readonly ports: StepPorts) {}

  async remand(approver: ActingUser, input: RemandInput): Promise<RemandOutcome> {
    const { cases, clock } = this.ports;
    const reason = tidyText(input.reason);
    const codes = reasonViolations(reason);
    if (codes.length > 0) {
      return { kind: 'INVALID_INPUT', violations: codes.map((code) => ({ field: 'reason', code })) };
    }
    const { approvalRequestId, contentVersion } = input;
    return onHeldCase<RemandOutcome>(
      cases,
      approver,
      approvalRequestId,
      async ({ request, user }, transaction) => {
        const at = clock.now();
        const obstacle = remandObstacle(request, user, contentVersion, at);
        if (obstacle !== null) return obstacle;
        const change = { step: 'REMAND', reason } as const;
        return {
          kind: 'DONE',
          request: await takeStep(this.ports, approver, request, change, at, transaction),
        };
      },
    );
  }

  withdraw(requester: ActingUser, approvalRequestId: string): Promise<OwnStepOutcome> {
    return this.ownStep(requester, approvalRequestId, 'WITHDRAW');
  }

  remove(requester: ActingUser, approvalRequestId: string): Promise<OwnStepOutcome> {
    return this.ownStep(requester, approvalRequestId, 'DELETE');
  }

  private ownStep(
    requester: ActingUser,
    approvalRequestId: string,
    step: 'WITHDRAW' | 'DELETE',
  ): Promise<OwnStepOutcome> {
    const { cases, clock } = this.ports;
    return onHeldCase<OwnStepOutcome>(
      cases,
      requester,
      approvalRequestId,
      async ({ request }, transaction) => {
        const at = clock.now();
        const obstacle = requesterObstacle(request, step, requester.id, at);
        if (obstacle !== null) return obstacle;
        return {
          kind: 'DONE',
          request: await takeStep(this.ports, requester, request, { step }, at, transaction),
        };
      },
    );
  }
}
