import { createUnionType, Field, InputType, Int, ObjectType } from 'type-graphql';
import { CONFIRMATION_REFUSALS, InvalidInput } from '../../graphql/refusals';

@InputType({ description: 'A security question and the answer to it.' })
export class SecurityAnswerInput {
  @Field(() => Int, { description: 'The question, as `securityQuestions` lists it.' })
  questionId!: number;

  @Field(() => String, {
    description: 'The answer. Upper and lower case, hiragana and katakana, full and half width are the same.',
  })
  answer!: string;
}

@InputType({ description: 'Security answers to register.' })
export class RegisterSecurityAnswersInput {
  @Field(() => [SecurityAnswerInput], {
    description: 'Answers to three different questions, each different from the others.',
  })
  answers!: SecurityAnswerInput[];

  @Field(() => String, {
    nullable: true,
    description:
      'Your confirmation password, if you have answers already; not needed at first login or after a reset.',
  })
  confirmationPassword?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'For programs: the device token that an earlier login gave, if there is one.',
  })
  deviceToken?: string | null;
}

@ObjectType({
  description:
    'The answers are registered, and this device is known. If they replaced earlier ones, all your sessions have ended and a new one has begun.',
})
export class SecurityAnswersRegistered {
  @Field(() => String, {
    nullable: true,
    description: 'The token of the new session, if one has begun and this one came as a bearer token.',
  })
  sessionToken!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'The device token, if the session came as a bearer token; to be sent with the next login. Browsers get a cookie.',
  })
  deviceToken!: string | null;
}

export const RegisterSecurityAnswersResult = createUnionType({
  name: 'RegisterSecurityAnswersResult',
  description: 'How registering security answers ended.',
  types: () => [SecurityAnswersRegistered, InvalidInput, ...CONFIRMATION_REFUSALS] as const,
});
