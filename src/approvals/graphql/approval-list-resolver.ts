import { Arg, Ctx, FieldResolver, Int, Query, Resolver } from 'type-graphql';
import { GatewayError } from '../../graphql/gateway-error';
import { principalOf } from '../../graphql/principal-of';
import { pageAsked, pageOf } from '../../graphql/page';
import type { RequestContext } from '../../graphql/request-context';
import type { Clock } from '../../platform/clock';
import type { User } from '../../users/user';
import { decodeCursor, encodeCursor } from '../../users/user-cursor';
import { REQUEST_PERMISSIONS, type ApprovalKind } from '../approval-kind';
import type { ApprovalList, ApprovalQuery } from '../approval-list';
import { approvalScopeOf } from '../approval-visibility';
import { ApprovalRequestConnection } from './approval-connection';
import { ApprovalKindEnum } from './approval-enums';
import { ApprovalRequestFilter } from './approval-inputs';
import { ApprovalPersonType } from './approval-request-type';
import { presentRequest } from './present-request';

/** What users can look up of approval requests (R10). */
@Resolver(() => ApprovalRequestConnection)
export class ApprovalListResolver {
  constructor(
    private readonly list: ApprovalList,
    private readonly clock: Clock,
  ) {}

  @Query(() => ApprovalRequestConnection, {
    description:
      'Approval requests of your organization, the newest at the head: your own, and those of the kinds that you may request or approve. Drafts are their requester’s alone.',
  })
  async approvalRequests(
    @Arg('first', () => Int, { defaultValue: 20, description: 'How many, 1 to 100.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor to go on after.' })
    after: string | null,
    @Arg('filter', () => ApprovalRequestFilter, { nullable: true, description: 'Which; all by default.' })
    filter: ApprovalRequestFilter | null,
    @Ctx() context: RequestContext,
  ): Promise<ApprovalRequestConnection> {
    const { user, organizationId } = await memberOf(context);
    const page = pageAsked(first, after, decodeCursor);
    const now = this.clock.now();
    const query: ApprovalQuery = {
      scope: approvalScopeOf(user, organizationId),
      kinds: filter?.kinds ?? null,
      states: filter?.states ?? null,
      awaitingMyApproval: filter?.awaitingMyApproval ?? false,
      mine: filter?.mine ?? false,
      now,
    };
    const found = await this.list.page(query, first + 1, page.after);
    return {
      ...pageOf(page, found, encodeCursor, (request) => presentRequest(request, now)),
      totalCount: await this.list.count(query),
    };
  }

  @FieldResolver(() => [ApprovalPersonType], {
    description:
      'Whom you can name as the approver: the users of your organization who may approve this kind. Nobody, if you may not request it.',
  })
  async approvers(
    @Arg('kind', () => ApprovalKindEnum, { description: 'The kind of data.' }) kind: ApprovalKind,
    @Ctx() context: RequestContext,
  ): Promise<readonly ApprovalPersonType[]> {
    const { user, organizationId } = await memberOf(context);
    // General users list nobody (R5); who may request has to name somebody.
    if (!user.permissions.includes(REQUEST_PERMISSIONS[kind])) return [];
    return this.list.approvers(organizationId, kind);
  }
}

async function memberOf(
  context: RequestContext,
): Promise<{ readonly user: User; readonly organizationId: string }> {
  const { user } = await principalOf(context);
  if (user.organizationId === null) throw new GatewayError('FORBIDDEN');
  return { user, organizationId: user.organizationId };
}
