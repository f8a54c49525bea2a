import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { presentViolations } from '../../graphql/present-violations';
import { actingUserOf } from '../../graphql/principal-of';
import type { RequestContext } from '../../graphql/request-context';
import type { Clock } from '../../platform/clock';
import type { ApproveRequest } from '../approve-request';
import type { CancelApproval } from '../cancel-approval';
import type { ReturnRequest } from '../return-request';
import {
  ApproveInput,
  CancelApprovalInput,
  DeleteApprovalRequestInput,
  RemandInput,
  WithdrawInput,
} from './approval-inputs';
import {
  ApprovalCancelled,
  ApprovalRequestDeleted,
  ApprovalRequestRemanded,
  ApprovalRequestWithdrawn,
  Approved,
  ApproveResult,
  CancelApprovalResult,
  DeleteApprovalRequestResult,
  RemandResult,
  WithdrawResult,
} from './approval-results';
import { presentApprovalRefusal, presentStepRefusal } from './present-approval-refusal';
import { presentRequest } from './present-request';

/** What is decided about approval requests (R10). */
@Resolver()
export class ApprovalsResolver {
  constructor(
    private readonly approving: ApproveRequest,
    private readonly cancelling: CancelApproval,
    private readonly returning: ReturnRequest,
    private readonly clock: Clock,
  ) {}

  @Mutation(() => ApproveResult, {
    description:
      'Approves the content that you have seen. For the approver whom the request names, with the confirmation password. Repeat it if the answer was lost.',
  })
  async approve(
    @Arg('input', () => ApproveInput, { description: 'What to approve.' }) input: ApproveInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof ApproveResult> {
    const outcome = await this.approving.run(await actingUserOf(context), input);
    const now = this.clock.now();
    if (outcome.kind !== 'APPROVED') return presentApprovalRefusal(outcome, context.language, now);
    const { jws, expiresAt } = outcome.receipt;
    const approvalRequest = presentRequest(outcome.request, now);
    return Object.assign(new Approved(), { approvalRequest, receipt: jws, expiresAt });
  }

  @Mutation(() => RemandResult, {
    description: 'Sends a request back to its requester (差戻し). For the approver whom it names.',
  })
  async remand(
    @Arg('input', () => RemandInput, { description: 'What to send back, and why.' }) input: RemandInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof RemandResult> {
    const outcome = await this.returning.remand(await actingUserOf(context), input);
    if (outcome.kind === 'INVALID_INPUT') return presentViolations(outcome.violations, context.language);
    const now = this.clock.now();
    if (outcome.kind !== 'DONE') return presentStepRefusal(outcome, context.language, now);
    return Object.assign(new ApprovalRequestRemanded(), {
      approvalRequest: presentRequest(outcome.request, now),
    });
  }

  @Mutation(() => WithdrawResult, {
    description: 'Takes your request back while it waits for approval (引戻し).',
  })
  async withdraw(
    @Arg('input', () => WithdrawInput, { description: 'What to take back.' }) input: WithdrawInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof WithdrawResult> {
    const outcome = await this.returning.withdraw(await actingUserOf(context), input.approvalRequestId);
    const now = this.clock.now();
    if (outcome.kind !== 'DONE') return presentStepRefusal(outcome, context.language, now);
    return Object.assign(new ApprovalRequestWithdrawn(), {
      approvalRequest: presentRequest(outcome.request, now),
    });
  }

  @Mutation(() => CancelApprovalResult, {
    description:
      'Takes your approval back before the deadline (承認取消), with the confirmation password. Repeat it if the answer was lost.',
  })
  async cancelApproval(
    @Arg('input', () => CancelApprovalInput, { description: 'Which approval.' }) input: CancelApprovalInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof CancelApprovalResult> {
    const outcome = await this.cancelling.run(await actingUserOf(context), input);
    const now = this.clock.now();
    if (outcome.kind !== 'CANCELLED') return presentApprovalRefusal(outcome, context.language, now);
    const { jws, expiresAt } = outcome.receipt;
    const approvalRequest = presentRequest(outcome.request, now);
    return Object.assign(new ApprovalCancelled(), { approvalRequest, receipt: jws, expiresAt });
  }

  @Mutation(() => DeleteApprovalRequestResult, {
    description: 'Deletes your request, unless it waits for approval or is approved.',
  })
  async deleteApprovalRequest(
    @Arg('input', () => DeleteApprovalRequestInput, { description: 'What to delete.' })
    input: DeleteApprovalRequestInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof DeleteApprovalRequestResult> {
    const outcome = await this.returning.remove(await actingUserOf(context), input.approvalRequestId);
    const now = this.clock.now();
    if (outcome.kind !== 'DONE') return presentStepRefusal(outcome, context.language, now);
    return Object.assign(new ApprovalRequestDeleted(), {
      approvalRequest: presentRequest(outcome.request, now),
    });
  }
}
