import { Ctx, Field, Int, ObjectType, Query, Resolver } from 'type-graphql';
import { actingUserOf } from '../../graphql/principal-of';
import type { RequestContext } from '../../graphql/request-context';
import type { Organizations } from '../organization';
import type { UserDirectory } from '../user-directory';
import { OrganizationType } from './user-types';

@ObjectType({ description: 'The organization as its master sees it.' })
export class OrganizationOverview extends OrganizationType {
  @Field(() => Int, { description: 'How many general users the organization has.' })
  generalUserCount!: number;

  @Field(() => Int, { description: 'How many general users it can have.' })
  generalUserLimit!: number;
}

/** The master's view of the organization. */
@Resolver()
export class OrganizationResolver {
  constructor(
    private readonly organizations: Organizations,
    private readonly directory: UserDirectory,
    private readonly generalUserLimit: number,
  ) {}

  @Query(() => OrganizationOverview, { description: 'Your organization. For the master.' })
  async organization(@Ctx() context: RequestContext): Promise<OrganizationOverview> {
    const { organizationId } = await actingUserOf(context);
    const organization = await this.organizations.find(organizationId);
    if (organization === null) throw new Error('a user without his organization');
    return {
      ...organization,
      generalUserCount: await this.directory.countGeneralUsers(organizationId),
      generalUserLimit: this.generalUserLimit,
    };
  }
}
