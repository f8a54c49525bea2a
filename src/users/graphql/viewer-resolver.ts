import { Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { principalOf } from '../../graphql/principal-of';
import type { RequestContext } from '../../graphql/request-context';
import { LOGINS_SHOWN, type LoginRecords } from '../../history/login-record';
import type { ActiveUsers } from '../../session/authenticate';
import type { Organizations } from '../organization';
import type { RequiredAction } from '../required-action';
import type { User } from '../user';
import { RequiredActionEnum } from './required-action-enum';
import { shownAtLogin } from './viewer-at-login';
import { LoginRecordType, OrganizationType, ViewerType } from './user-types';

/** The user who is logged in. */
@Resolver(() => ViewerType)
export class ViewerResolver {
  constructor(
    private readonly organizations: Organizations,
    private readonly loginRecords: Pick<LoginRecords, 'latest'>,
    private readonly activeUsers: ActiveUsers,
  ) {}

  @Query(() => ViewerType, { description: 'The user who is logged in.' })
  async viewer(@Ctx() context: RequestContext): Promise<ViewerType> {
    return (await principalOf(context)).user;
  }

  @FieldResolver(() => OrganizationType, {
    nullable: true,
    description: 'The organization of the user; null for staff.',
  })
  organization(@Root() { organizationId }: User): Promise<OrganizationType | null> {
    return organizationId === null ? Promise.resolve(null) : this.organizations.find(organizationId);
  }

  /** Read afresh unless a login just has, since the request itself may have done what was required. */
  @FieldResolver(() => [RequiredActionEnum], {
    description:
      'What you must do before anything else works, in this order; empty when nothing is. Until then other operations fail with ACTION_REQUIRED.',
  })
  async requiredActions(@Root() viewer: ViewerType): Promise<readonly RequiredAction[]> {
    return (
      shownAtLogin(viewer)?.requiredActions ??
      (await this.activeUsers.findActive(viewer.id))?.requiredActions ??
      []
    );
  }

  @FieldResolver(() => [LoginRecordType], {
    description:
      'The last three logins, newest first, this one included. One that you do not know means that somebody else knows your password.',
  })
  async lastLogins(@Root() viewer: ViewerType): Promise<readonly LoginRecordType[]> {
    return shownAtLogin(viewer)?.lastLogins ?? this.loginRecords.latest(viewer.id, LOGINS_SHOWN);
  }
}
