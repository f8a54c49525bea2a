import { translate } from '../../i18n/translate';
import type { Language } from '../../users/user';
import type { IssuedChallenge } from '../challenge';
import { AdditionalAuthenticationRequired } from './challenge-type';
import { presentQuestion } from './present-question';

/** Puts a challenge into GraphQL and the reader's language. */
export function presentChallenge(
  { challengeToken, question, expiresAt }: IssuedChallenge,
  language: Language,
): AdditionalAuthenticationRequired {
  return Object.assign(new AdditionalAuthenticationRequired(), {
    message: translate(language, 'ADDITIONAL_AUTHENTICATION_REQUIRED'),
    challengeToken,
    question: presentQuestion(question, language),
    expiresAt,
  });
}
