import { createUnionType, Field, ID, InputType, ObjectType } from 'type-graphql';
import { CONFIRMATION_REFUSALS, NotApplicable, NotFound } from '../../graphql/refusals';
import { UserType } from '../../users/graphql/user-types';

@InputType({ description: 'A user whose additional authentication is to be reset.' })
export class ResetAdditionalAuthenticationInput {
  @Field(() => ID, { description: 'The user; not yourself.' })
  userId!: string;

  @Field(() => String, { description: 'Your own confirmation password.' })
  confirmationPassword!: string;
}

@ObjectType({
  description:
    'Answers and known devices are gone, and all sessions of the user have ended. The next login asks for new answers.',
})
export class AdditionalAuthenticationReset {
  @Field(() => UserType, { description: 'The user.' })
  user!: UserType;
}

export const ResetAdditionalAuthenticationResult = createUnionType({
  name: 'ResetAdditionalAuthenticationResult',
  description: 'How resetting additional authentication ended.',
  types: () => [AdditionalAuthenticationReset, NotFound, NotApplicable, ...CONFIRMATION_REFUSALS] as const,
});
