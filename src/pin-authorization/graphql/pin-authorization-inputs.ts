import { GraphQLSafeInt } from 'graphql-scalars';
import { Field, InputType } from 'type-graphql';

@InputType({ description: 'An inquiry to authorise.' })
export class AuthorizeInquiryInput {
  @Field(() => String, { description: 'The organization’s inquiry PIN (照会用暗証番号).' })
  inquiryPin!: string;
}

@InputType({ description: 'A single transfer to authorise.' })
export class AuthorizeTransferInput {
  @Field(() => String, {
    description:
      'The core-banking system’s own name of the transfer: 1 to 64 letters, digits, dots, hyphens and underscores, the first a letter or digit. It is carried out once under this name.',
  })
  reference!: string;

  @Field(() => GraphQLSafeInt, { description: 'The amount in yen, at least 1 and at most your limit.' })
  amountYen!: number;

  @Field(() => String, {
    description: 'The SHA-256 of the payload that the core-banking system holds, in lower-case hexadecimal.',
  })
  payloadSha256!: string;

  @Field(() => String, { description: 'The organization’s transfer PIN (振込振替暗証番号).' })
  transferPin!: string;

  @Field(() => String, { description: 'The organization’s confirmation PIN (確認暗証番号).' })
  confirmationPin!: string;

  @Field(() => String, { description: 'The organization’s approval PIN (承認暗証番号).' })
  approvalPin!: string;
}
