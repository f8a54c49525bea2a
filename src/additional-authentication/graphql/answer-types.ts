import { createUnionType, Field, InputType, ObjectType } from 'type-graphql';
import { ATTEMPT_REFUSALS } from '../../graphql/refusals';
import { DeliveryEnum, LoggedIn, type Delivery } from '../../login/graphql/login-types';

@InputType({ description: 'The answer to a security question that a login asked.' })
export class AnswerSecurityQuestionInput {
  @Field(() => String, { description: 'The token that came with the question.' })
  challengeToken!: string;

  @Field(() => String, {
    description: 'The answer. Upper and lower case, hiragana and katakana, full and half width are the same.',
  })
  answer!: string;

  @Field(() => DeliveryEnum, { defaultValue: 'COOKIE', description: 'How the session reaches you.' })
  delivery!: Delivery;

  @Field(() => String, {
    nullable: true,
    description: 'For programs: the device token that an earlier login gave, if there is one.',
  })
  deviceToken?: string | null;
}

@ObjectType({ description: 'The answer is wrong; the failure was counted. The question stays.' })
export class WrongAnswer {
  @Field(() => String, { description: 'What happened, in the language of the request.' })
  message!: string;
}

@ObjectType({
  description:
    'The question can no longer be answered, or never could be. Nothing was counted; log in again.',
})
export class ChallengeExpired {
  @Field(() => String, { description: 'What happened, in the language of the request.' })
  message!: string;
}

export const AnswerSecurityQuestionResult = createUnionType({
  name: 'AnswerSecurityQuestionResult',
  description: 'How answering a security question ended.',
  types: () => [LoggedIn, WrongAnswer, ChallengeExpired, ...ATTEMPT_REFUSALS] as const,
});
