import { Field, Int, ObjectType } from 'type-graphql';

@ObjectType('SecurityQuestion', { description: 'A question of additional authentication.' })
export class SecurityQuestionType {
  @Field(() => Int, { description: 'Its number in the list of questions.' })
  id!: number;

  @Field(() => String, { description: 'The question, in the language of the request.' })
  text!: string;
}
