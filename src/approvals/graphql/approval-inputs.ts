import { GraphQLDateTimeISO, GraphQLSafeInt } from 'graphql-scalars';
import { Field, ID, InputType, Int } from 'type-graphql';
import type { ApprovalKind } from '../approval-kind';
import type { ApprovalState } from '../approval-state';
import { ApprovalKindEnum, ApprovalStateEnum } from './approval-enums';

@InputType({ description: 'Data to be approved, or a draft of such a request.' })
export class SubmitApprovalRequestInput {
  @Field(() => ID, {
    nullable: true,
    description: 'The request of yours to change; without one, a new request is made.',
  })
  approvalRequestId?: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Its `contentVersion` as you have seen it; needed to change a request.',
  })
  contentVersion?: number | null;

  @Field(() => String, {
    nullable: true,
    description:
      'A UUID that you make for a new request. If the answer is lost, send everything again under the same one: there will be one request.',
  })
  idempotencyKey?: string | null;

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Puts it aside as a draft, which only you see, and submits nothing yet.',
  })
  asDraft!: boolean;

  @Field(() => ApprovalKindEnum, { description: 'What kind of data it is.' })
  kind!: ApprovalKind;

  @Field(() => String, { description: 'What you call it: 1 to 80 characters, no line breaks.' })
  title!: string;

  @Field(() => Int, { description: 'How many items the data has; at least 1.' })
  itemCount!: number;

  @Field(() => GraphQLSafeInt, {
    description: 'Their total, in yen; at least 1, and within your limit and the approver’s.',
  })
  totalAmountYen!: number;

  @Field(() => String, {
    description: 'SHA-256 of the data that the core-banking system holds: 64 lower-case hexadecimal digits.',
  })
  payloadSha256!: string;

  @Field(() => ID, {
    description: 'Who is asked to approve: a user of your organization with the permission to.',
  })
  approverUserId!: string;

  @Field(() => GraphQLDateTimeISO, {
    description: 'From when on nobody can approve it any more; in the future, within a year.',
  })
  deadline!: Date;
}

@InputType({ description: 'A request to approve.' })
export class ApproveInput {
  @Field(() => ID, { description: 'The request that you are asked to approve.' })
  approvalRequestId!: string;

  @Field(() => Int, { description: 'Its `contentVersion` as you have seen it.' })
  contentVersion!: number;

  @Field(() => String, { description: 'Your own confirmation password.' })
  confirmationPassword!: string;
}

@InputType({ description: 'A request to send back.' })
export class RemandInput {
  @Field(() => ID, { description: 'The request that you are asked to approve.' })
  approvalRequestId!: string;

  @Field(() => Int, { description: 'Its `contentVersion` as you have seen it.' })
  contentVersion!: number;

  @Field(() => String, { description: 'Why, for its requester: 1 to 200 characters, no line breaks.' })
  reason!: string;
}

@InputType({ description: 'A request to take back.' })
export class WithdrawInput {
  @Field(() => ID, { description: 'Your request.' })
  approvalRequestId!: string;
}

@InputType({ description: 'An approval to take back.' })
export class CancelApprovalInput {
  @Field(() => ID, { description: 'The request that you have approved.' })
  approvalRequestId!: string;

  @Field(() => String, { description: 'Your own confirmation password.' })
  confirmationPassword!: string;
}

@InputType({ description: 'A request to delete.' })
export class DeleteApprovalRequestInput {
  @Field(() => ID, { description: 'Your request.' })
  approvalRequestId!: string;
}

@InputType({ description: 'Which approval requests to list; what is left out does not matter.' })
export class ApprovalRequestFilter {
  @Field(() => [ApprovalKindEnum], { nullable: true, description: 'Only of these kinds.' })
  kinds?: ApprovalKind[] | null;

  @Field(() => [ApprovalStateEnum], { nullable: true, description: 'Only in these states.' })
  states?: ApprovalState[] | null;

  @Field(() => Boolean, { defaultValue: false, description: 'Only those that wait for your approval.' })
  awaitingMyApproval!: boolean;

  @Field(() => Boolean, { defaultValue: false, description: 'Only those that you requested.' })
  mine!: boolean;
}
