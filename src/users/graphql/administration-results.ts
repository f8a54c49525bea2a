import { createUnionType, Field, Int, ObjectType } from 'type-graphql';
import { CONFIRMATION_REFUSALS, InvalidInput, NotApplicable, NotFound } from '../../graphql/refusals';
import { UserType } from './user-types';

@ObjectType({ description: 'The user has been created. The first login must change the temporary password.' })
export class UserCreated {
  @Field(() => UserType, { description: 'The new user.' })
  user!: UserType;
}

@ObjectType({ description: 'The organization has as many general users as it can have.' })
export class UserLimitReached {
  @Field(() => String, { description: 'What happened, in the language of the request.' })
  message!: string;

  @Field(() => Int, { description: 'How many general users one organization can have.' })
  limit!: number;
}

@ObjectType({ description: 'The user has been suspended and all sessions of the user have ended.' })
export class UserSuspended {
  @Field(() => UserType, { description: 'The suspended user.' })
  user!: UserType;
}

@ObjectType({
  description: 'The suspension has been lifted; the user can log in at once with the same secrets.',
})
export class SuspensionReleased {
  @Field(() => UserType, { description: 'The released user.' })
  user!: UserType;
}

export const CreateUserResult = createUnionType({
  name: 'CreateUserResult',
  description: 'How creating a user ended.',
  types: () => [UserCreated, InvalidInput, UserLimitReached, ...CONFIRMATION_REFUSALS] as const,
});

export const SuspendUserResult = createUnionType({
  name: 'SuspendUserResult',
  description: 'How suspending a user ended.',
  types: () => [UserSuspended, NotFound, NotApplicable, ...CONFIRMATION_REFUSALS] as const,
});

export const ReleaseSuspensionResult = createUnionType({
  name: 'ReleaseSuspensionResult',
  description: 'How releasing a suspension ended.',
  types: () => [SuspensionReleased, NotFound, NotApplicable, ...CONFIRMATION_REFUSALS] as const,
});
