import { Field, Int, ObjectType } from 'type-graphql';

@ObjectType({ description: 'One rule, as a violation of it is reported.' })
class PolicyRule {
  @Field(() => String, { description: 'The stable code, such as TOO_SHORT.' })
  code!: string;

  @Field(() => String, { description: 'What is asked for, in the language of the request.' })
  message!: string;
}

@ObjectType({ description: 'What login IDs, login passwords and confirmation passwords must be like.' })
class SecretsRules {
  @Field(() => Int, { description: 'Fewest characters.' })
  minLength!: number;

  @Field(() => Int, { description: 'Most characters.' })
  maxLength!: number;

  @Field(() => Boolean, { description: 'Whether a letter and a digit are needed.' })
  requireLetterAndDigit!: boolean;

  @Field(() => String, {
    description: 'Matches what consists of permitted characters only: a regular expression (ECMAScript).',
  })
  characters!: string;

  @Field(() => [PolicyRule], { description: 'Every rule. Some can be checked by the service only.' })
  rules!: PolicyRule[];
}

@ObjectType({ description: 'The rules for entries, so that a front end can show them and check beforehand.' })
export class Policy {
  @Field(() => SecretsRules, { description: 'For login IDs, login passwords and confirmation passwords.' })
  secrets!: SecretsRules;
}
