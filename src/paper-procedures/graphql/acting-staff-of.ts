import { GatewayError } from '../../graphql/gateway-error';
import { callerOf, principalOf } from '../../graphql/principal-of';
import type { RequestContext } from '../../graphql/request-context';
import type { ActingStaff } from '../acting-staff';

/** Who is asking, as a member of staff. Customers are not permitted. */
export async function actingStaffOf(context: RequestContext): Promise<ActingStaff> {
  const { user } = await principalOf(context);
  if (user.role !== 'STAFF') throw new GatewayError('FORBIDDEN');
  return { id: user.id, organizationId: null, origin: context.origin, caller: callerOf(context, user) };
}
