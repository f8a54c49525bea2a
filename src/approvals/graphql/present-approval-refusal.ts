import { presentConfirmationRefusal, presentNotPermitted } from '../../graphql/present-refusal';
import { NotApplicable, NotFound, type NotPermitted } from '../../graphql/refusals';
import { translate } from '../../i18n/translate';
import type { Language } from '../../users/user';
import type { ApprovalRefusal, StepRefusal } from '../approval-refusal';
import { ApprovalConflict } from './approval-results';
import { presentRequest } from './present-request';

/** Puts a refused step of a request into GraphQL and the reader's language. */
export function presentStepRefusal(
  refusal: StepRefusal,
  language: Language,
  now: Date,
): NotFound | NotApplicable | NotPermitted | ApprovalConflict {
  switch (refusal.kind) {
    case 'NOT_FOUND':
      return Object.assign(new NotFound(), { message: translate(language, 'APPROVAL_REQUEST_NOT_FOUND') });
    case 'NOT_APPLICABLE': {
      const { code } = refusal;
      return Object.assign(new NotApplicable(), { code, message: translate(language, code) });
    }
    case 'NOT_PERMITTED':
      return presentNotPermitted(refusal.permission, language);
    case 'CONFLICT':
      return Object.assign(new ApprovalConflict(), {
        message: translate(language, 'APPROVAL_REQUEST_CONFLICT'),
        approvalRequest: presentRequest(refusal.request, now),
      });
    default:
      return refusal satisfies never;
  }
}

/** The same for a step that asks for the confirmation password. */
export function presentApprovalRefusal(
  refusal: ApprovalRefusal,
  language: Language,
  now: Date,
): ReturnType<typeof presentStepRefusal> | ReturnType<typeof presentConfirmationRefusal> {
  return refusal.kind === 'CONFIRMATION_REFUSED'
    ? presentConfirmationRefusal(refusal.refusal, language)
    : presentStepRefusal(refusal, language, now);
}
