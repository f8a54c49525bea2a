import { GraphQLDateTimeISO } from 'graphql-scalars';
import { createUnionType, Field, ObjectType } from 'type-graphql';
import {
  ATTEMPT_REFUSALS,
  Busy,
  InvalidCredentials,
  InvalidInput,
  NotApplicable,
} from '../../graphql/refusals';
import { UserType } from '../../users/graphql/user-types';

@ObjectType({ description: 'The registration of the organization’s master user is open, for a short while.' })
export class RegistrationOpened {
  @Field(() => String, {
    description:
      'Good for one registration. Opening the registration again makes it void. Keep it as secret as a password.',
  })
  registrationToken!: string;

  @Field(() => GraphQLDateTimeISO, { description: 'When the registration closes (ISO 8601, UTC).' })
  expiresAt!: Date;
}

@ObjectType({ description: 'The master user has been registered and can log in.' })
export class MasterRegistered {
  @Field(() => UserType, { description: 'The master user.' })
  user!: UserType;
}

@ObjectType({
  description:
    'The registration is not open: its token has expired, has been used or replaced, or never was. Nothing was changed; open the registration anew.',
})
export class RegistrationExpired {
  @Field(() => String, { description: 'What happened, in the language of the request.' })
  message!: string;
}

export const OpenRegistrationResult = createUnionType({
  name: 'OpenRegistrationResult',
  description: 'How opening a registration ended.',
  types: () => [RegistrationOpened, InvalidCredentials, ...ATTEMPT_REFUSALS, NotApplicable] as const,
});

export const RegisterMasterUserResult = createUnionType({
  name: 'RegisterMasterUserResult',
  description: 'How registering a master user ended.',
  types: () => [MasterRegistered, InvalidInput, RegistrationExpired, NotApplicable, Busy] as const,
});
