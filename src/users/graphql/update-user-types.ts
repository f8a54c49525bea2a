import { createUnionType, Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { PermissionEnum } from '../../graphql/permission-enum';
import { CONFIRMATION_REFUSALS, InvalidInput, NotApplicable, NotFound } from '../../graphql/refusals';
import type { Limits } from '../rights-rule';
import type { Language, Permission } from '../user';
import { LimitsInput } from './limits-input';
import { LanguageEnum, UserType } from './user-types';

@InputType({ description: 'What to change of a user. What is left out, or null, stays as it is.' })
export class UpdateUserInput {
  @Field(() => ID, { description: 'The user to change.' })
  userId!: string;

  @Field(() => Int, { description: 'The user’s `version` as you have seen it.' })
  version!: number;

  @Field(() => String, { nullable: true, description: 'The person’s name.' })
  name?: string | null;

  @Field(() => String, { nullable: true, description: 'Where notices go.' })
  email?: string | null;

  @Field(() => LanguageEnum, { nullable: true, description: 'The language of notices.' })
  language?: Language | null;

  @Field(() => [PermissionEnum], {
    nullable: true,
    description: 'What the user may do, all of it; an empty list takes every permission. Not for yourself.',
  })
  permissions?: readonly Permission[] | null;

  @Field(() => LimitsInput, {
    nullable: true,
    description: 'Up to which amounts the user may act. Not for yourself.',
  })
  limits?: Limits | null;

  @Field(() => String, { description: 'Your own confirmation password.' })
  confirmationPassword!: string;
}

@ObjectType({ description: 'The user stands as you wished.' })
export class UserUpdated {
  @Field(() => UserType, { description: 'The user after the change.' })
  user!: UserType;
}

@ObjectType({
  description:
    'Somebody has changed the user since you looked. Nothing was changed; look again and decide anew.',
})
export class Conflict {
  @Field(() => String, { description: 'What happened, in the language of the request.' })
  message!: string;

  @Field(() => UserType, { description: 'The user as he stands now.' })
  user!: UserType;
}

export const UpdateUserResult = createUnionType({
  name: 'UpdateUserResult',
  description: 'How changing a user ended.',
  types: () =>
    [UserUpdated, InvalidInput, NotFound, Conflict, NotApplicable, ...CONFIRMATION_REFUSALS] as const,
});
