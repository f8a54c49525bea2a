import { Field, Int, ObjectType } from 'type-graphql';
import { PageInfo } from '../../graphql/page-info';
import { COUNTED_TO } from '../../platform/counted-to';
import { ApprovalRequestType } from './approval-request-type';

@ObjectType({ description: 'An approval request in a list.' })
export class ApprovalRequestEdge {
  @Field(() => String, { description: 'Opaque position in the list.' })
  cursor!: string;

  @Field(() => ApprovalRequestType, { description: 'The request.' })
  node!: ApprovalRequestType;
}

@ObjectType({ description: 'A page of approval requests, the newest at the head (Relay).' })
export class ApprovalRequestConnection {
  @Field(() => [ApprovalRequestEdge], { description: 'The requests of this page.' })
  edges!: ApprovalRequestEdge[];

  @Field(() => PageInfo, { description: 'Where this page stands.' })
  pageInfo!: PageInfo;

  @Field(() => Int, {
    description: `How many there are in all, those that the filter leaves out not counted; ${COUNTED_TO} stands for as many or more.`,
  })
  totalCount!: number;
}
