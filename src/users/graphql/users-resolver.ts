import DataLoader from 'dataloader';
import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { GatewayError } from '../../graphql/gateway-error';
import { actingUserOf } from '../../graphql/principal-of';
import { pageAsked, pageOf } from '../../graphql/page';
import type { RequestContext } from '../../graphql/request-context';
import type { Clock } from '../../platform/clock';
import type { CredentialOverview } from '../credential-state';
import { limitsOf } from '../rights-rule';
import { isSearchable, searchTerm } from '../search-term';
import type { User } from '../user';
import { decodeCursor, encodeCursor } from '../user-cursor';
import type { UserDirectory } from '../user-directory';
import { UserConnection } from './connection';
import { CredentialType, presentCredential } from './credential-type';
import { LimitsType, UserType } from './user-types';

type CredentialLoader = DataLoader<string, readonly CredentialOverview[]>;

/** Reading users: the master's list. */
@Resolver(() => UserType)
export class UsersResolver {
  /** One statement reads the credentials of all users in an answer. */
  private readonly credentialLoaders = new WeakMap<RequestContext, CredentialLoader>();

  constructor(
    private readonly directory: UserDirectory,
    private readonly clock: Clock,
  ) {}

  @Query(() => UserConnection, {
    description: 'The users of your organization, oldest first. For the master.',
  })
  async users(
    @Arg('first', () => Int, { defaultValue: 20, description: 'How many, 1 to 100.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor to go on after.' })
    after: string | null,
    @Arg('search', () => String, {
      nullable: true,
      description:
        'Only users whose name, login ID or e-mail address holds this text; upper and lower case, full and half width are the same. At most 254 characters.',
    })
    search: string | null,
    @Ctx() context: RequestContext,
  ): Promise<UserConnection> {
    const { organizationId } = await actingUserOf(context);
    const page = pageAsked(first, after, decodeCursor);
    const term = searchTerm(search);
    if (term !== null && !isSearchable(term)) throw new GatewayError('BAD_USER_INPUT', { name: 'search' });
    const query = { organizationId, search: term };
    const users = await this.directory.page(query, first + 1, page.after);
    return {
      ...pageOf(page, users, encodeCursor, (user) => user),
      totalCount: await this.directory.count(query),
    };
  }

  @Query(() => UserType, {
    nullable: true,
    description: 'One user of your organization; null if there is no such user. For the master.',
  })
  async user(
    @Arg('id', () => ID, { description: 'The user’s identifier.' }) id: string,
    @Ctx() context: RequestContext,
  ): Promise<UserType | null> {
    const { organizationId } = await actingUserOf(context);
    return this.directory.find(organizationId, id);
  }

  @FieldResolver(() => LimitsType, { description: 'Up to which amounts the user may act.' })
  limits(@Root() user: User): LimitsType {
    return limitsOf(user);
  }

  @FieldResolver(() => [CredentialType], { description: 'The user’s credentials and what they allow now.' })
  async credentials(@Root() user: UserType, @Ctx() context: RequestContext): Promise<CredentialType[]> {
    let loader = this.credentialLoaders.get(context);
    if (loader === undefined) this.credentialLoaders.set(context, (loader = this.newCredentialLoader()));
    return (await loader.load(user.id)).map(presentCredential);
  }

  private newCredentialLoader(): CredentialLoader {
    return new DataLoader(async (userIds) => {
      const byUser = await this.directory.credentialsOf(userIds, this.clock.now());
      return userIds.map((id) => byUser.get(id) ?? []);
    });
  }
}
