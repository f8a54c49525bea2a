import { actingUserOf, principalOf } from '../../graphql/principal-of';
import type { RequestContext } from '../../graphql/request-context';
import type { AuthorizingUser } from '../authorizing-user';

/** Who is asking, with his rights as they are now. */
export async function authorizingUserOf(context: RequestContext): Promise<AuthorizingUser> {
  const { user } = await principalOf(context);
  const { permissions, transferLimitYen } = user;
  return { ...(await actingUserOf(context)), permissions, transferLimitYen };
}
