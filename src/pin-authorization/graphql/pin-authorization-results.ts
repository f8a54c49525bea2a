import { GraphQLDateTimeISO } from 'graphql-scalars';
import { createUnionType, Field, Int, ObjectType } from 'type-graphql';
import { ATTEMPT_REFUSALS, Busy, InvalidInput, NotPermitted } from '../../graphql/refusals';

@ObjectType({ description: 'The inquiry is authorised. The receipt proves it to the core-banking system.' })
export class InquiryAuthorized {
  @Field(() => String, { description: 'The signed receipt (JWS).' })
  receipt!: string;

  @Field(() => GraphQLDateTimeISO, { description: 'When the receipt ceases to be valid.' })
  expiresAt!: Date;
}

@ObjectType({ description: 'The transfer is authorised. The receipt proves it to the core-banking system.' })
export class TransferAuthorized {
  @Field(() => String, {
    description: 'The signed receipt (JWS). It names reference, amount and hash as they were given.',
  })
  receipt!: string;

  @Field(() => GraphQLDateTimeISO, { description: 'When the receipt ceases to be valid.' })
  expiresAt!: Date;
}

@ObjectType({
  description:
    'The PIN is wrong; of several, at least one, and which is not told. Nothing was authorised; each wrong one was counted.',
})
export class WrongPin {
  @Field(() => String, { description: 'What happened, in the language of the request.' })
  message!: string;
}

@ObjectType({
  description:
    'At least one of the three PINs of a transfer is locked after too many wrong entries; which is not told. None of them was verified or counted.',
})
export class TransferPinsLockedOut {
  @Field(() => String, { description: 'What happened, in the language of the request.' })
  message!: string;

  @Field(() => GraphQLDateTimeISO, { description: 'When the last of the locks ends (ISO 8601, UTC).' })
  lockedUntil!: Date;

  @Field(() => Int, { description: 'Seconds until then, rounded up.' })
  retryAfterSeconds!: number;
}

@ObjectType({
  description:
    'At least one of the three PINs of a transfer is suspended; which is not told. This never ends by itself.',
})
export class TransferPinsSuspended {
  @Field(() => String, { description: 'What happened, in the language of the request.' })
  message!: string;

  @Field(() => String, { description: 'Whom to turn to.' })
  guidance!: string;
}

export const AuthorizeInquiryResult = createUnionType({
  name: 'AuthorizeInquiryResult',
  description: 'How authorising an inquiry ended.',
  types: () => [InquiryAuthorized, NotPermitted, WrongPin, ...ATTEMPT_REFUSALS] as const,
});

export const AuthorizeTransferResult = createUnionType({
  name: 'AuthorizeTransferResult',
  description: 'How authorising a transfer ended.',
  types: () =>
    [
      TransferAuthorized,
      NotPermitted,
      InvalidInput,
      WrongPin,
      TransferPinsLockedOut,
      TransferPinsSuspended,
      Busy,
    ] as const,
});
