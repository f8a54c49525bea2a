import { createUnionType, Field, ID, InputType, ObjectType } from 'type-graphql';
import { CONFIRMATION_REFUSALS, NotApplicable, NotFound } from '../../graphql/refusals';

@InputType({ description: 'A user to delete.' })
export class DeleteUserInput {
  @Field(() => ID, { description: 'The user to delete; not yourself.' })
  userId!: string;

  @Field(() => String, { description: 'Your own confirmation password.' })
  confirmationPassword!: string;
}

@ObjectType({
  description: 'The user is gone, with all secrets and sessions. What the user did stays in the history.',
})
export class UserDeleted {
  @Field(() => ID, { description: 'The user that was.' })
  userId!: string;
}

export const DeleteUserResult = createUnionType({
  name: 'DeleteUserResult',
  description: 'How deleting a user ended.',
  types: () => [UserDeleted, NotFound, NotApplicable, ...CONFIRMATION_REFUSALS] as const,
});
