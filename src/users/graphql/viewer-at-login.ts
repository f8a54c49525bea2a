import type { ShownAtLogin } from '../shown-at-login';
import type { User } from '../user';

/** A viewer as a login gives it: what is shown at a login has just been read (bar B7). */
type ViewerAtLogin = User & { readonly shown: ShownAtLogin };

/** The viewer of a login that has just succeeded. */
export function viewerAtLogin(user: User, shown: ShownAtLogin): ViewerAtLogin {
  return { ...user, shown };
}

/** What was read at the login that gave `viewer`; undefined for any other viewer. */
export function shownAtLogin(viewer: object): ShownAtLogin | undefined {
  return (viewer as Partial<ViewerAtLogin>).shown;
}
