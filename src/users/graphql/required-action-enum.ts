import { wordEnum } from '../../graphql/word-enum';
import type { RequiredAction } from '../required-action';

export const RequiredActionEnum = wordEnum<RequiredAction>(
  'RequiredAction',
  'What a user has to do before anything else works.',
  {
    CHANGE_LOGIN_PASSWORD: 'Replace the login password that somebody else set: `changeLoginPassword`.',
    SET_CONFIRMATION_PASSWORD:
      'Set the confirmation password, or replace the one that somebody else set: `changeConfirmationPassword`.',
    REGISTER_SECURITY_ANSWERS: 'Register answers to security questions: `registerSecurityAnswers`.',
  },
);
