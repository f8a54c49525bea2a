import { createUnionType, Field, Int, ObjectType } from 'type-graphql';
import {
  ATTEMPT_REFUSALS,
  CONFIRMATION_REFUSALS,
  InvalidInput,
  NotApplicable,
  NotFound,
  TemporaryPasswordExpired,
  WrongConfirmationPassword,
} from '../../graphql/refusals';
import { UserType, ViewerType } from '../../users/graphql/user-types';

const SESSION_TOKEN =
  'The token of your new session, if you authenticate by token; null if by cookie, which has been set anew.';

@ObjectType({
  description: 'The login password has been changed. Your sessions have ended and a new one has begun.',
})
export class LoginPasswordChanged {
  @Field(() => ViewerType, { description: 'You, with what is still required of you.' })
  viewer!: ViewerType;

  @Field(() => String, { nullable: true, description: SESSION_TOKEN })
  sessionToken!: string | null;
}

@ObjectType({
  description: 'The confirmation password has been set. Your sessions have ended and a new one has begun.',
})
export class ConfirmationPasswordChanged {
  @Field(() => ViewerType, { description: 'You, with what is still required of you.' })
  viewer!: ViewerType;

  @Field(() => String, { nullable: true, description: SESSION_TOKEN })
  sessionToken!: string | null;
}

@ObjectType({
  description: 'The login password in force is another. Nothing was changed; the failure was counted.',
})
export class WrongLoginPassword {
  @Field(() => String, { description: 'What happened, in the language of the request.' })
  message!: string;
}

@ObjectType({
  description: 'Passwords have been changed as often as they may be within a day. Nothing was changed.',
})
export class TooManyChanges {
  @Field(() => String, { description: 'What happened, in the language of the request.' })
  message!: string;

  @Field(() => Int, { description: 'When to try again, in seconds.' })
  retryAfterSeconds!: number;
}

@ObjectType({ description: 'The login password has been reset and all sessions of the user have ended.' })
export class LoginPasswordReset {
  @Field(() => UserType, { description: 'The user, who must replace it at the next login.' })
  user!: UserType;
}

@ObjectType({
  description: 'The confirmation password has been reset and all sessions of the user have ended.',
})
export class ConfirmationPasswordReset {
  @Field(() => UserType, { description: 'The user, who must replace it at the next login.' })
  user!: UserType;
}

export const ChangeLoginPasswordResult = createUnionType({
  name: 'ChangeLoginPasswordResult',
  description: 'How changing the login password ended.',
  types: () =>
    [
      LoginPasswordChanged,
      InvalidInput,
      WrongLoginPassword,
      TemporaryPasswordExpired,
      TooManyChanges,
      NotApplicable,
      ...ATTEMPT_REFUSALS,
    ] as const,
});

export const ChangeConfirmationPasswordResult = createUnionType({
  name: 'ChangeConfirmationPasswordResult',
  description: 'How changing the confirmation password ended.',
  types: () =>
    [
      ConfirmationPasswordChanged,
      InvalidInput,
      WrongConfirmationPassword,
      TemporaryPasswordExpired,
      TooManyChanges,
      NotApplicable,
      ...ATTEMPT_REFUSALS,
    ] as const,
});

const RESET_REFUSALS = [InvalidInput, NotFound, NotApplicable, ...CONFIRMATION_REFUSALS] as const;

export const ResetLoginPasswordResult = createUnionType({
  name: 'ResetLoginPasswordResult',
  description: 'How resetting a login password ended.',
  types: () => [LoginPasswordReset, ...RESET_REFUSALS] as const,
});

export const ResetConfirmationPasswordResult = createUnionType({
  name: 'ResetConfirmationPasswordResult',
  description: 'How resetting a confirmation password ended.',
  types: () => [ConfirmationPasswordReset, ...RESET_REFUSALS] as const,
});
