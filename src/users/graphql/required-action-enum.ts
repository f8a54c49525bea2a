import { registerEnumType } from 'type-graphql';
import type { RequiredAction } from '../required-action';

export const RequiredActionEnum = {
  CHANGE_LOGIN_PASSWORD: 'CHANGE_LOGIN_PASSWORD',
  SET_CONFIRMATION_PASSWORD: 'SET_CONFIRMATION_PASSWORD',
  REGISTER_SECURITY_ANSWERS: 'REGISTER_SECURITY_ANSWERS',
} as const satisfies { readonly [Action in RequiredAction]: Action };
registerEnumType(RequiredActionEnum, {
  name: 'RequiredAction',
  description: 'What a user has to do before anything else works.',
  valuesConfig: {
    CHANGE_LOGIN_PASSWORD: {
      description: 'Replace the login password that somebody else set: `changeLoginPassword`.',
    },
    SET_CONFIRMATION_PASSWORD: {
      description:
        'Set the confirmation password, or replace the one that somebody else set: `changeConfirmationPassword`.',
    },
    REGISTER_SECURITY_ANSWERS: {
      description: 'Register answers to security questions: `registerSecurityAnswers`.',
    },
  },
});
