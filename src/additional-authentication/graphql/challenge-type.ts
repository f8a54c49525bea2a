import { GraphQLDateTimeISO } from 'graphql-scalars';
import { Field, ObjectType } from 'type-graphql';
import { SecurityQuestionType } from './security-question-type';

@ObjectType({
  description:
    'The password is right, but one of the security questions has to be answered first, with `answerSecurityQuestion`. There is no session until then.',
})
export class AdditionalAuthenticationRequired {
  @Field(() => String, { description: 'What happened, in the language of the request.' })
  message!: string;

  @Field(() => String, { description: 'Goes with the answer. It serves once, for this user only.' })
  challengeToken!: string;

  @Field(() => SecurityQuestionType, { description: 'The question; the same until it is answered.' })
  question!: SecurityQuestionType;

  @Field(() => GraphQLDateTimeISO, {
    description: 'Until when the answer is accepted (ISO 8601, UTC); log in again after that.',
  })
  expiresAt!: Date;
}
