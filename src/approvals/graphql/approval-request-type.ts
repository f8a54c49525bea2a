import { GraphQLDateTimeISO, GraphQLSafeInt } from 'graphql-scalars';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { ApprovalKind } from '../approval-kind';
import type { ApprovalPerson } from '../approval-request';
import type { ApprovalState } from '../approval-state';
import { ApprovalKindEnum, ApprovalStateEnum } from './approval-enums';

@ObjectType('ApprovalPerson', {
  description: 'Somebody who has to do with a request; the name is known even when the user is deleted.',
})
export class ApprovalPersonType implements ApprovalPerson {
  @Field(() => ID, { description: 'The user’s identifier.' })
  id!: string;

  @Field(() => String, { description: 'The person’s name, as it was when the request was saved.' })
  name!: string;
}

@ObjectType('ApprovalRequest', {
  description:
    'Transfer or collection data on its way to approval. The data itself lies in the core-banking system; its hash binds the approval to it.',
})
export class ApprovalRequestType {
  @Field(() => ID, { description: 'Opaque identifier.' })
  id!: string;

  @Field(() => ApprovalKindEnum, { description: 'What kind of data it is.' })
  kind!: ApprovalKind;

  @Field(() => ApprovalStateEnum, { description: 'Where it stands now.' })
  state!: ApprovalState;

  @Field(() => String, { description: 'What its requester calls it.' })
  title!: string;

  @Field(() => Int, { description: 'How many items the data has.' })
  itemCount!: number;

  @Field(() => GraphQLSafeInt, { description: 'Their total, in yen.' })
  totalAmountYen!: number;

  @Field(() => String, { description: 'SHA-256 of the data, in hexadecimal.' })
  payloadSha256!: string;

  @Field(() => Int, {
    description:
      'Grows each time the request is saved or submitted; give it back to approve or change just what you have seen.',
  })
  contentVersion!: number;

  @Field(() => ApprovalPersonType, { description: 'Who asks for approval.' })
  requester!: ApprovalPersonType;

  @Field(() => ApprovalPersonType, { description: 'Who is asked to approve.' })
  approver!: ApprovalPersonType;

  @Field(() => GraphQLDateTimeISO, { description: 'From when on nobody can approve it any more.' })
  deadline!: Date;

  @Field(() => GraphQLDateTimeISO, { description: 'When it was made.' })
  createdAt!: Date;

  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'When it was last submitted.' })
  submittedAt!: Date | null;

  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'When it was approved.' })
  approvedAt!: Date | null;

  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'When the approval was cancelled.' })
  cancelledAt!: Date | null;

  @Field(() => String, {
    nullable: true,
    description: 'Why the approver sent it back; until it is submitted again.',
  })
  remandReason!: string | null;
}
