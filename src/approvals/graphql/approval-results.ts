import { GraphQLDateTimeISO } from 'graphql-scalars';
import { createUnionType, Field, ObjectType } from 'type-graphql';
import {
  CONFIRMATION_REFUSALS,
  InvalidInput,
  NotApplicable,
  NotFound,
  NotPermitted,
} from '../../graphql/refusals';
import { ApprovalRequestType } from './approval-request-type';

@ObjectType({
  description:
    'The request has been put aside as a draft; only you see it. Sent again, it is shown as it stands.',
})
export class ApprovalRequestSaved {
  @Field(() => ApprovalRequestType, { description: 'The draft.' })
  approvalRequest!: ApprovalRequestType;
}

@ObjectType({ description: 'The request waits for its approver now. Sent again, it is shown as it stands.' })
export class ApprovalRequestSubmitted {
  @Field(() => ApprovalRequestType, { description: 'The request.' })
  approvalRequest!: ApprovalRequestType;
}

@ObjectType({
  description:
    'The request is approved, now or by you before. The receipt proves it to the core-banking system.',
})
export class Approved {
  @Field(() => ApprovalRequestType, { description: 'The request.' })
  approvalRequest!: ApprovalRequestType;

  @Field(() => String, {
    description: 'The signed receipt (JWS). The same approval has the same `jti` however often you ask.',
  })
  receipt!: string;

  @Field(() => GraphQLDateTimeISO, { description: 'When the receipt ceases to be valid.' })
  expiresAt!: Date;
}

@ObjectType({ description: 'The request has been sent back to its requester.' })
export class ApprovalRequestRemanded {
  @Field(() => ApprovalRequestType, { description: 'The request.' })
  approvalRequest!: ApprovalRequestType;
}

@ObjectType({ description: 'You have taken your request back. You can change it and submit it again.' })
export class ApprovalRequestWithdrawn {
  @Field(() => ApprovalRequestType, { description: 'The request.' })
  approvalRequest!: ApprovalRequestType;
}

@ObjectType({
  description:
    'The approval is taken back, now or by you before. The receipt tells the core-banking system not to carry the data out, if it has not done so yet.',
})
export class ApprovalCancelled {
  @Field(() => ApprovalRequestType, { description: 'The request.' })
  approvalRequest!: ApprovalRequestType;

  @Field(() => String, { description: 'The signed receipt (JWS) of the cancellation.' })
  receipt!: string;

  @Field(() => GraphQLDateTimeISO, { description: 'When the receipt ceases to be valid.' })
  expiresAt!: Date;
}

@ObjectType({ description: 'The request has been deleted for good.' })
export class ApprovalRequestDeleted {
  @Field(() => ApprovalRequestType, { description: 'The request, as it was.' })
  approvalRequest!: ApprovalRequestType;
}

@ObjectType({
  description: 'The request has been changed since you looked. Nothing was done; look again and decide anew.',
})
export class ApprovalConflict {
  @Field(() => String, { description: 'What happened, in the language of the request.' })
  message!: string;

  @Field(() => ApprovalRequestType, { description: 'The request as it stands now.' })
  approvalRequest!: ApprovalRequestType;
}

const STEP_REFUSALS = [NotFound, NotPermitted, NotApplicable, ApprovalConflict] as const;

export const SubmitApprovalRequestResult = createUnionType({
  name: 'SubmitApprovalRequestResult',
  description: 'How submitting a request ended.',
  types: () => [ApprovalRequestSubmitted, ApprovalRequestSaved, InvalidInput, ...STEP_REFUSALS] as const,
});

export const ApproveResult = createUnionType({
  name: 'ApproveResult',
  description: 'How approving a request ended.',
  types: () => [Approved, ...STEP_REFUSALS, ...CONFIRMATION_REFUSALS] as const,
});

export const RemandResult = createUnionType({
  name: 'RemandResult',
  description: 'How sending a request back ended.',
  types: () => [ApprovalRequestRemanded, InvalidInput, ...STEP_REFUSALS] as const,
});

export const WithdrawResult = createUnionType({
  name: 'WithdrawResult',
  description: 'How taking a request back ended.',
  types: () => [ApprovalRequestWithdrawn, NotFound, NotApplicable] as const,
});

export const CancelApprovalResult = createUnionType({
  name: 'CancelApprovalResult',
  description: 'How taking an approval back ended.',
  types: () => [ApprovalCancelled, NotFound, NotApplicable, ...CONFIRMATION_REFUSALS] as const,
});

export const DeleteApprovalRequestResult = createUnionType({
  name: 'DeleteApprovalRequestResult',
  description: 'How deleting a request ended.',
  types: () => [ApprovalRequestDeleted, NotFound, NotApplicable] as const,
});
