import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { presentConfirmationRefusal } from '../../graphql/present-refusal';
import { presentViolations } from '../../graphql/present-violations';
import type { RequestContext } from '../../graphql/request-context';
import type { Clock } from '../../platform/clock';
import { PIN_KINDS } from '../../credentials/pins/pin-kind';
import type { ExecutePaperProcedure } from '../execute-paper-procedure';
import { PIN_FIELDS, type PaperForm } from '../receipt-rule';
import type { ReceivePaperProcedure } from '../receive-paper-procedure';
import type { ReviewPaperProcedure } from '../review-paper-procedure';
import { actingStaffOf } from './acting-staff-of';
import {
  ExecutePaperProcedureInput,
  ReceivePaperProcedureInput,
  RejectPaperProcedureInput,
  VerifyPaperProcedureInput,
} from './paper-inputs';
import {
  ExecutePaperProcedureResult,
  PaperProcedureExecuted,
  PaperProcedureReceived,
  PaperProcedureRejected,
  PaperProcedureVerified,
  ReceivePaperProcedureResult,
  RejectPaperProcedureResult,
  VerifyPaperProcedureResult,
} from './paper-results';
import { presentObstacle, presentPaperRefusal } from './present-paper-refusal';
import type { PresentProcedure } from './present-procedure';

/** What staff do with forms on paper (R6). */
@Resolver()
export class PaperProceduresResolver {
  constructor(
    private readonly receiving: ReceivePaperProcedure,
    private readonly review: ReviewPaperProcedure,
    private readonly execution: ExecutePaperProcedure,
    private readonly present: PresentProcedure,
    private readonly clock: Clock,
  ) {}

  @Mutation(() => ReceivePaperProcedureResult, {
    description: 'Enters a form that has arrived on paper. For staff, with the confirmation password.',
  })
  async receivePaperProcedure(
    @Arg('input', () => ReceivePaperProcedureInput, { description: 'The form.' })
    input: ReceivePaperProcedureInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof ReceivePaperProcedureResult> {
    const { confirmationPassword } = input;
    const staff = await actingStaffOf(context);
    const outcome = await this.receiving.run(staff, { ...formOf(input), confirmationPassword });
    switch (outcome.kind) {
      case 'RECEIVED':
        return Object.assign(new PaperProcedureReceived(), {
          procedure: this.present(outcome.procedure, this.clock.now()),
        });
      case 'INVALID_INPUT':
        return presentViolations(outcome.violations, context.language);
      case 'NOT_APPLICABLE':
        return presentObstacle(outcome.code, context.language);
      case 'CONFIRMATION_REFUSED':
        return presentConfirmationRefusal(outcome.refusal, context.language);
      default:
        return outcome satisfies never;
    }
  }

  @Mutation(() => VerifyPaperProcedureResult, {
    description:
      'Confirms that an entry is as on paper. For staff other than who received it, with the confirmation password.',
  })
  async verifyPaperProcedure(
    @Arg('input', () => VerifyPaperProcedureInput, { description: 'What was compared with its paper.' })
    input: VerifyPaperProcedureInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof VerifyPaperProcedureResult> {
    const outcome = await this.review.verify(await actingStaffOf(context), input);
    if (outcome.kind !== 'DONE') return presentPaperRefusal(outcome, context.language);
    const procedure = this.present(outcome.procedure, this.clock.now());
    return Object.assign(new PaperProcedureVerified(), { procedure });
  }

  @Mutation(() => ExecutePaperProcedureResult, {
    description:
      'Carries a verified form out; once more does no harm. For staff other than who received it, with the confirmation password.',
  })
  async executePaperProcedure(
    @Arg('input', () => ExecutePaperProcedureInput, { description: 'What to carry out.' })
    input: ExecutePaperProcedureInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof ExecutePaperProcedureResult> {
    const outcome = await this.execution.run(await actingStaffOf(context), input);
    if (outcome.kind !== 'EXECUTED') return presentPaperRefusal(outcome, context.language);
    const procedure = this.present(outcome.procedure, this.clock.now());
    return Object.assign(new PaperProcedureExecuted(), { procedure });
  }

  @Mutation(() => RejectPaperProcedureResult, {
    description:
      'Rejects a form before it is carried out; nothing else changes. For staff, with the confirmation password.',
  })
  async rejectPaperProcedure(
    @Arg('input', () => RejectPaperProcedureInput, { description: 'What is not to be carried out.' })
    input: RejectPaperProcedureInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof RejectPaperProcedureResult> {
    const outcome = await this.review.reject(await actingStaffOf(context), input);
    if (outcome.kind !== 'DONE') return presentPaperRefusal(outcome, context.language);
    const procedure = this.present(outcome.procedure, this.clock.now());
    return Object.assign(new PaperProcedureRejected(), { procedure });
  }
}

/** GraphQL makes no difference between null and absent; a form does not either. */
function formOf(input: ReceivePaperProcedureInput): PaperForm {
  const { kind, formReference, account, organizationName, newPins, staffEmail } = input;
  const pins = PIN_KINDS.flatMap((pin) => {
    const text = newPins?.[PIN_FIELDS[pin]];
    return text == null ? [] : [[pin, text] as const];
  });
  return {
    kind,
    formReference,
    account: account ?? null,
    organizationName: organizationName ?? null,
    newPins: Object.fromEntries(pins),
    staffEmail: staffEmail ?? null,
    temporaryLoginPassword: input.temporaryLoginPassword ?? null,
  };
}
