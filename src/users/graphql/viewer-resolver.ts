import { Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { principalOf } from '../../graphql/principal-of';
import type { RequestContext } from '../../graphql/request-context';
import type { LoginRecords } from '../../history/login-record';
import type { Organizations } from '../organization';
import type { User } from '../user';
import { LoginRecordType, OrganizationType, ViewerType } from './user-types';

/** The earlier logins that R9 shows. */
const LOGINS_SHOWN = 3;

/** The user who is logged in. */
@Resolver(() => ViewerType)
export class ViewerResolver {
  constructor(
    private readonly organizations: Organizations,
    private readonly loginRecords: LoginRecords,
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

  @FieldResolver(() => [LoginRecordType], {
    description:
      'The last three logins, newest first, this one included. One that you do not know means that somebody else knows your password.',
  })
  async lastLogins(@Root() { id }: ViewerType): Promise<readonly LoginRecordType[]> {
    return this.loginRecords.latest(id, LOGINS_SHOWN);
  }
}
