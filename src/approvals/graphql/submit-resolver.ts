import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { presentViolations } from '../../graphql/present-violations';
import { actingUserOf } from '../../graphql/principal-of';
import type { InvalidInput } from '../../graphql/refusals';
import type { RequestContext } from '../../graphql/request-context';
import type { Clock } from '../../platform/clock';
import type { Language } from '../../users/user';
import type { SubmitInput, SubmitRequest } from '../submit-request';
import { SubmitApprovalRequestInput } from './approval-inputs';
import {
  ApprovalRequestSaved,
  ApprovalRequestSubmitted,
  SubmitApprovalRequestResult,
} from './approval-results';
import { presentStepRefusal } from './present-approval-refusal';
import { presentRequest } from './present-request';

/** Making, changing and submitting approval requests (R10). */
@Resolver()
export class SubmitResolver {
  constructor(
    private readonly submitting: SubmitRequest,
    private readonly clock: Clock,
  ) {}

  @Mutation(() => SubmitApprovalRequestResult, {
    description:
      'Submits data to its approver, or puts it aside as a draft; a new request, or one of yours that waits for nobody. For users who may request this kind. With an idempotency key, repeat it if the answer was lost.',
  })
  async submitApprovalRequest(
    @Arg('input', () => SubmitApprovalRequestInput, { description: 'What is to be approved, and by whom.' })
    input: SubmitApprovalRequestInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof SubmitApprovalRequestResult> {
    const { language } = context;
    const requester = await actingUserOf(context);
    const existing = existingOf(input);
    if (existing === 'NO_VERSION') return versionRequired(language);
    const { asDraft, kind, title, itemCount, totalAmountYen, payloadSha256, approverUserId, deadline } =
      input;
    const content = { kind, title, itemCount, totalAmountYen, payloadSha256, deadline };
    const outcome = await this.submitting.run(requester, {
      ...content,
      asDraft,
      approverUserId,
      existing,
      idempotencyKey: input.idempotencyKey ?? null,
    });
    const now = this.clock.now();
    switch (outcome.kind) {
      case 'SUBMITTED':
        return Object.assign(new ApprovalRequestSubmitted(), {
          approvalRequest: presentRequest(outcome.request, now),
        });
      case 'SAVED':
        return Object.assign(new ApprovalRequestSaved(), {
          approvalRequest: presentRequest(outcome.request, now),
        });
      case 'INVALID_INPUT':
        return presentViolations(outcome.violations, language);
      default:
        return presentStepRefusal(outcome, language, now);
    }
  }
}

/** Without its version, a request could be changed by somebody who has not seen it as it is. */
function existingOf({
  approvalRequestId,
  contentVersion,
}: SubmitApprovalRequestInput): SubmitInput['existing'] | 'NO_VERSION' {
  if (approvalRequestId == null) return null;
  return contentVersion == null ? 'NO_VERSION' : { approvalRequestId, contentVersion };
}

function versionRequired(language: Language): InvalidInput {
  return presentViolations([{ field: 'contentVersion', code: 'REQUIRED' }], language);
}
