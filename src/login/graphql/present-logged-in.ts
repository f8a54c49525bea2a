import type { Device } from '../../additional-authentication/device-token';
import type { RequestContext } from '../../graphql/request-context';
import { viewerAtLogin } from '../../users/graphql/viewer-at-login';
import type { ShownAtLogin } from '../../users/shown-at-login';
import type { User } from '../../users/user';
import { LoggedIn, type Delivery } from './login-types';

/**
 * Hands over the session, and the device's name, the way the client asked for. In a browser it takes the place of the one
 * before, whoever's that was (OWASP ASVS 5.0, section 7.2.4).
 */
export async function presentLoggedIn(
  {
    user,
    sessionToken,
    device,
    shown,
  }: {
    readonly user: User;
    readonly sessionToken: string;
    readonly device: Device | null;
    readonly shown?: ShownAtLogin;
  },
  delivery: Delivery,
  context: RequestContext,
): Promise<LoggedIn> {
  const viewer = shown === undefined ? user : viewerAtLogin(user, shown);
  if (delivery === 'BEARER') {
    return Object.assign(new LoggedIn(), { viewer, sessionToken, deviceToken: device?.text ?? null });
  }
  await context.cookies.replace(sessionToken);
  if (device !== null) context.keepDevice(device);
  return Object.assign(new LoggedIn(), { viewer, sessionToken: null, deviceToken: null });
}
