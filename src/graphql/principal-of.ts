import type { ActingUser } from '../users/acting-user';
import type { Principal } from '../session/principal';
import { GatewayError } from './gateway-error';
import type { RequestContext } from './request-context';

/** Who is asking, for operations that the authorization table gives to sessions only. */
export async function principalOf(context: RequestContext): Promise<Principal> {
  const principal = await context.principal();
  if (principal === null) throw new GatewayError('UNAUTHENTICATED');
  return principal;
}

/** Who is asking, as the member of an organization. Staff, who have none, are not permitted. */
export async function actingUserOf(context: RequestContext): Promise<ActingUser> {
  const { user } = await principalOf(context);
  if (user.organizationId === null) throw new GatewayError('FORBIDDEN');
  return { id: user.id, organizationId: user.organizationId, origin: context.origin, caller: context.caller };
}
