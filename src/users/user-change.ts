import type { Language, Rights, User } from './user';

/** What a master changes of a user; what is left out stays as it is. */
export interface UserChange extends Partial<Rights> {
  readonly name?: string;
  readonly email?: string;
  readonly language?: Language;
}

/**
 * What kind of change it was, as the history tells it (R11): of name or language, of the e-mail address, which its old
 * holder hears of, or of permissions and limits.
 */
export type ChangeReason = 'PROFILE_CHANGED' | 'EMAIL_CHANGED' | 'RIGHTS_CHANGED';

/** The user after the change; the version grows only if something differs. */
export function changed(user: User, change: UserChange): User {
  const next = { ...user, ...change };
  return changeReasons(user, next).length === 0 ? user : { ...next, version: user.version + 1 };
}

/** In what a user's later state differs from an earlier one; nothing when it is the same. */
export function changeReasons(before: User, after: User): readonly ChangeReason[] {
  const reasons: ChangeReason[] = [];
  if (before.name !== after.name || before.language !== after.language) reasons.push('PROFILE_CHANGED');
  if (before.email !== after.email) reasons.push('EMAIL_CHANGED');
  if (!sameRights(before, after)) reasons.push('RIGHTS_CHANGED');
  return reasons;
}

function sameRights(one: Rights, other: Rights): boolean {
  return (
    one.transferLimitYen === other.transferLimitYen &&
    one.collectionLimitYen === other.collectionLimitYen &&
    one.permissions.length === other.permissions.length &&
    one.permissions.every((permission) => other.permissions.includes(permission))
  );
}
