import type { HashingCaller } from '../credentials/secret-hasher';
import type { ActingUser } from '../users/acting-user';
import type { Principal } from '../session/principal';
import type { User } from '../users/user';
import { GatewayError } from './gateway-error';
import type { RequestContext } from './request-context';

/** Who is asking, for operations that the authorization table gives to sessions only. */
export async function principalOf(context: RequestContext): Promise<Principal> {
  const principal = await context.principal();
  if (principal === null) throw new GatewayError('UNAUTHENTICATED');
  return principal;
}

/** How the hashing queue knows whoever asks with a session: as a customer, whatever the device. */
export function callerOf(context: RequestContext, user: Pick<User, 'id'>): HashingCaller {
  return { ...context.caller, knownAs: user.id };
}

/** Who is asking, as the member of an organization. Staff, who have none, are not permitted. */
export async function actingUserOf(context: RequestContext): Promise<ActingUser> {
  const { user } = await principalOf(context);
  if (user.organizationId === null) throw new GatewayError('FORBIDDEN');
  return {
    id: user.id,
    organizationId: user.organizationId,
    origin: context.origin,
    caller: callerOf(context, user),
  };
}
