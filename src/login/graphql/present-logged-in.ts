import type { Device } from '../../additional-authentication/device-token';
import type { RequestContext } from '../../graphql/request-context';
import type { User } from '../../users/user';
import { LoggedIn, type Delivery } from './login-types';

/** Hands over the session, and the device's name, the way the client asked for. */
export function presentLoggedIn(
  {
    user,
    sessionToken,
    device,
  }: {
    readonly user: User;
    readonly sessionToken: string;
    readonly device: Device | null;
  },
  delivery: Delivery,
  context: RequestContext,
): LoggedIn {
  if (delivery === 'BEARER') {
    return Object.assign(new LoggedIn(), { viewer: user, sessionToken, deviceToken: device?.text ?? null });
  }
  context.cookies.set(sessionToken);
  if (device !== null) context.keepDevice(device);
  return Object.assign(new LoggedIn(), { viewer: user, sessionToken: null, deviceToken: null });
}
