import { Field, InputType } from 'type-graphql';
import { SecurityAnswerInput } from '../../additional-authentication/graphql/registration-types';
import { ProfileInput } from '../../users/graphql/profile-input';
import { AccountTypeEnum } from '../../users/graphql/user-types';
import type { AccountType } from '../../users/organization';

@InputType({ description: 'Whose registration to open: the representative account and its inquiry PIN.' })
export class OpenRegistrationInput {
  @Field(() => String, { description: 'Branch code of the representative account, three digits.' })
  branchCode!: string;

  @Field(() => AccountTypeEnum, { description: 'Kind of the representative account.' })
  accountType!: AccountType;

  @Field(() => String, { description: 'Number of the representative account, seven digits.' })
  accountNumber!: string;

  @Field(() => String, { description: 'The inquiry PIN (照会用暗証番号) of the application form.' })
  inquiryPin!: string;
}

@InputType({ description: 'The master user to register.' })
export class RegisterMasterUserInput extends ProfileInput {
  @Field(() => String, { description: 'The token that `openRegistration` gave.' })
  registrationToken!: string;

  @Field(() => String, {
    description:
      'Login ID: 6 to 12 printable ASCII characters with a letter and a digit; case-sensitive, unique in the whole service.',
  })
  loginId!: string;

  @Field(() => String, {
    description: 'Login password: of the same form, and different from the login ID.',
  })
  loginPassword!: string;

  @Field(() => String, {
    description: 'Confirmation password: of the same form, and different from the two others.',
  })
  confirmationPassword!: string;

  @Field(() => [SecurityAnswerInput], {
    description: 'Answers to three different questions, each different from the others.',
  })
  securityAnswers!: SecurityAnswerInput[];
}
