import type { ActingUser } from '../users/acting-user';
import type { Permission, User } from '../users/user';

/** The user who authorises something by his organization's PINs, with the rights that the request found. */
export interface AuthorizingUser extends ActingUser, Pick<User, 'permissions' | 'transferLimitYen'> {}

/** The first of these permissions that the user lacks; null if he has all. */
export function lackingPermission(
  { permissions }: Pick<AuthorizingUser, 'permissions'>,
  needed: readonly Permission[],
): Permission | null {
  return needed.find((permission) => !permissions.includes(permission)) ?? null;
}
