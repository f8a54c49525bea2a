import { Arg, Ctx, Int, Query, Resolver } from 'type-graphql';
import { canonicalAccount } from '../../credentials/pins/representative-account';
import { pageAsked, pageOf } from '../../graphql/page';
import type { RequestContext } from '../../graphql/request-context';
import type { Clock } from '../../platform/clock';
import { presentCredential } from '../../users/graphql/credential-type';
import { decodeCursor, encodeCursor } from '../../users/user-cursor';
import type { OrganizationStandings } from '../organization-standing';
import { overdueSince } from '../paper-age';
import type { PaperProcedure } from '../paper-procedure';
import type { PaperList, PaperQuery } from '../paper-list';
import { RepresentativeAccountInput } from './account-types';
import { actingStaffOf } from './acting-staff-of';
import { OrganizationStanding } from './organization-standing-type';
import { PaperProcedureFilter } from './paper-inputs';
import { PaperProcedureConnection } from './paper-results';
import type { PresentProcedure } from './present-procedure';

/** What staff can look up (R6). */
@Resolver()
export class PaperListResolver {
  constructor(
    private readonly list: PaperList,
    private readonly standings: OrganizationStandings,
    private readonly present: PresentProcedure,
    private readonly overdueDays: number,
    private readonly clock: Clock,
  ) {}

  @Query(() => PaperProcedureConnection, {
    description: 'Paper procedures, those received first at the head. For staff.',
  })
  async paperProcedures(
    @Arg('first', () => Int, { defaultValue: 20, description: 'How many, 1 to 100.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor to go on after.' })
    after: string | null,
    @Arg('filter', () => PaperProcedureFilter, { nullable: true, description: 'Which; all by default.' })
    filter: PaperProcedureFilter | null,
    @Ctx() context: RequestContext,
  ): Promise<PaperProcedureConnection> {
    await actingStaffOf(context);
    const page = pageAsked(first, after, decodeCursor);
    const now = this.clock.now();
    const query = this.queryOf(filter, now);
    const from = page.after === null ? null : { receivedAt: page.after.createdAt, id: page.after.id };
    const found = await this.list.page(query, first + 1, from);
    const cursorOf = ({ received, id }: PaperProcedure): string =>
      encodeCursor({ createdAt: received.at, id });
    return {
      ...pageOf(page, found, cursorOf, (procedure) => this.present(procedure, now)),
      totalCount: await this.list.count(query),
    };
  }

  @Query(() => OrganizationStanding, {
    nullable: true,
    description:
      'The organization with this representative account, and what its credentials allow; null if there is none. For staff.',
  })
  async findOrganization(
    @Arg('account', () => RepresentativeAccountInput, { description: 'The account on the form.' })
    account: RepresentativeAccountInput,
    @Ctx() context: RequestContext,
  ): Promise<OrganizationStanding | null> {
    await actingStaffOf(context);
    const standing = await this.standings.find(canonicalAccount(account), this.clock.now());
    if (standing === null) return null;
    const { masterCredentials, pins, ...organization } = standing;
    return {
      ...organization,
      masterCredentials: masterCredentials.map(presentCredential),
      pins: pins.map(presentCredential),
    };
  }

  private queryOf(filter: PaperProcedureFilter | null, now: Date): PaperQuery {
    return {
      kinds: filter?.kinds ?? null,
      states: filter?.states ?? null,
      account: filter?.account == null ? null : canonicalAccount(filter.account),
      openSince: filter?.overdueOnly === true ? overdueSince(now, this.overdueDays) : null,
    };
  }
}
