import { createUnionType, Field, InputType, ObjectType } from 'type-graphql';
import { AdditionalAuthenticationRequired } from '../../additional-authentication/graphql/challenge-type';
import { ATTEMPT_REFUSALS, InvalidCredentials, TemporaryPasswordExpired } from '../../graphql/refusals';
import { wordEnum } from '../../graphql/word-enum';
import { ViewerType } from '../../users/graphql/user-types';

export type Delivery = 'COOKIE' | 'BEARER';
export const DeliveryEnum = wordEnum<Delivery>('Delivery', 'How the session reaches the client.', {
  COOKIE: 'As a cookie that scripts cannot read. For browsers.',
  BEARER: 'As a token in the answer, to be sent as `Authorization: Bearer`. For programs.',
});

@InputType({ description: 'Who logs in.' })
export class LoginInput {
  @Field(() => String, { description: 'The login ID, case-sensitive.' })
  loginId!: string;

  @Field(() => String, { description: 'The login password.' })
  loginPassword!: string;

  @Field(() => DeliveryEnum, { defaultValue: 'COOKIE', description: 'How the session reaches you.' })
  delivery!: Delivery;

  @Field(() => String, {
    nullable: true,
    description: 'For programs: the device token that an earlier login gave. Browsers have a cookie instead.',
  })
  deviceToken?: string | null;
}

@ObjectType({ description: 'The user is logged in.' })
export class LoggedIn {
  @Field(() => ViewerType, { description: 'The user who is logged in.' })
  viewer!: ViewerType;

  @Field(() => String, {
    nullable: true,
    description: 'The session token for `BEARER` delivery; null for `COOKIE`.',
  })
  sessionToken!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'The device token for `BEARER` delivery, to be sent with the next login so that no question is asked; it gives no access by itself. Null for `COOKIE`, and at a first login before security answers are registered.',
  })
  deviceToken!: string | null;
}

export const LoginResult = createUnionType({
  name: 'LoginResult',
  description: 'How a login ended.',
  types: () =>
    [
      LoggedIn,
      AdditionalAuthenticationRequired,
      InvalidCredentials,
      TemporaryPasswordExpired,
      ...ATTEMPT_REFUSALS,
    ] as const,
});

@ObjectType({ description: 'The session has ended.' })
export class LoggedOut {
  @Field(() => Boolean, { description: 'Always true.' })
  ok!: boolean;
}
