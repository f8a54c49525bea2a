import { presentConfirmationRefusal } from '../../graphql/present-refusal';
import { NotApplicable, NotFound } from '../../graphql/refusals';
import { translate, type MessageKey } from '../../i18n/translate';
import type { AdministrationRefusal } from '../administration-refusal';
import type { Language } from '../user';

/** Puts a refused administration of a user into GraphQL and the reader's language. */
export function presentAdministrationRefusal(
  refusal: AdministrationRefusal<MessageKey>,
  language: Language,
): NotFound | NotApplicable | ReturnType<typeof presentConfirmationRefusal> {
  switch (refusal.kind) {
    case 'NOT_FOUND':
      return Object.assign(new NotFound(), { message: translate(language, 'NOT_FOUND') });
    case 'NOT_APPLICABLE': {
      const { code } = refusal;
      return Object.assign(new NotApplicable(), { code, message: translate(language, code) });
    }
    case 'CONFIRMATION_REFUSED':
      return presentConfirmationRefusal(refusal.refusal, language);
    default:
      return refusal satisfies never;
  }
}
