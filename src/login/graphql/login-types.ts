import { createUnionType, Field, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { Busy, InvalidCredentials, LockedOut, Suspended } from '../../graphql/refusals';
import { ViewerType } from '../../users/graphql/user-types';

export const DeliveryEnum = { COOKIE: 'COOKIE', BEARER: 'BEARER' } as const;
export type Delivery = keyof typeof DeliveryEnum;
registerEnumType(DeliveryEnum, {
  name: 'Delivery',
  description: 'How the session reaches the client.',
  valuesConfig: {
    COOKIE: { description: 'As a cookie that scripts cannot read. For browsers.' },
    BEARER: { description: 'As a token in the answer, to be sent as `Authorization: Bearer`. For programs.' },
  },
});

@InputType({ description: 'Who logs in.' })
export class LoginInput {
  @Field(() => String, { description: 'The login ID, case-sensitive.' })
  loginId!: string;

  @Field(() => String, { description: 'The login password.' })
  loginPassword!: string;

  @Field(() => DeliveryEnum, { defaultValue: 'COOKIE', description: 'How the session reaches you.' })
  delivery!: Delivery;
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
}

export const LoginResult = createUnionType({
  name: 'LoginResult',
  description: 'How a login ended.',
  types: () => [LoggedIn, InvalidCredentials, LockedOut, Suspended, Busy] as const,
});

@ObjectType({ description: 'The session has ended.' })
export class LoggedOut {
  @Field(() => Boolean, { description: 'Always true.' })
  ok!: boolean;
}
