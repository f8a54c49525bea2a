import { presentConfirmationRefusal } from '../../graphql/present-refusal';
import { NotApplicable, NotFound } from '../../graphql/refusals';
import { translate } from '../../i18n/translate';
import type { Language } from '../../users/user';
import type { PaperRefusal } from '../paper-refusal';

type Obstacle = Extract<PaperRefusal, { readonly kind: 'NOT_APPLICABLE' }>['code'];

/** Puts a refused step of a paper procedure into GraphQL and the reader's language. */
export function presentPaperRefusal(
  refusal: PaperRefusal,
  language: Language,
): NotFound | NotApplicable | ReturnType<typeof presentConfirmationRefusal> {
  switch (refusal.kind) {
    case 'NOT_FOUND':
      return Object.assign(new NotFound(), { message: translate(language, 'PAPER_NOT_FOUND') });
    case 'NOT_APPLICABLE':
      return presentObstacle(refusal.code, language);
    case 'CONFIRMATION_REFUSED':
      return presentConfirmationRefusal(refusal.refusal, language);
    default:
      return refusal satisfies never;
  }
}

/** Puts what stands against a step into GraphQL and the reader's language. */
export function presentObstacle(code: Obstacle, language: Language): NotApplicable {
  return Object.assign(new NotApplicable(), { code, message: translate(language, code) });
}
