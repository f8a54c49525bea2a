import { GraphQLDateTimeISO } from 'graphql-scalars';
import { createUnionType, Field, ID, InputType, ObjectType } from 'type-graphql';
import { NotFound } from '../../graphql/refusals';

@ObjectType('TrustedDevice', { description: 'A device that you have used, on one network.' })
export class TrustedDeviceType {
  @Field(() => ID, { description: 'Opaque identifier; it gives no access.' })
  id!: string;

  @Field(() => String, { description: 'What it is, such as `Chrome on Windows`.' })
  label!: string;

  @Field(() => String, {
    description:
      'The network that it was used on: the provider, such as `AS64500`, or a range of addresses where that is not known.',
  })
  network!: string;

  @Field(() => GraphQLDateTimeISO, { description: 'Since when it is known.' })
  trustedAt!: Date;

  @Field(() => Boolean, { description: 'Whether it is the one that asks. Always false without its cookie.' })
  current!: boolean;
}

@InputType({ description: 'A device to forget.' })
export class ForgetTrustedDeviceInput {
  @Field(() => ID, { description: 'One of `trustedDevices`.' })
  deviceId!: string;
}

@ObjectType({
  description: 'The device is forgotten, on every network; the next login from it asks a security question.',
})
export class TrustedDeviceForgotten {
  @Field(() => ID, { description: 'The device that was forgotten.' })
  deviceId!: string;
}

export const ForgetTrustedDeviceResult = createUnionType({
  name: 'ForgetTrustedDeviceResult',
  description: 'How forgetting a device ended.',
  types: () => [TrustedDeviceForgotten, NotFound] as const,
});
