import type { Confirmation } from '../credentials/confirmation';
import type { FormerAddressee } from '../history/history-event';
import type { Clock } from '../platform/clock';
import type { ActingUser } from './acting-user';
import type { AdministrationRefusal } from './administration-refusal';
import { profileViolations, tidyEmail, tidyName, type Profile, type ProfileViolation } from './profile-rule';
import { limitViolations, tidyPermissions, type Limits, type LimitViolation } from './rights-rule';
import type { Language, Permission, User } from './user';
import type { UserChange } from './user-change';
import type { UserRevision } from './user-revision';

/** What to change; what is left out stays as it is. */
export interface UpdateUserRequest extends Partial<Profile> {
  readonly userId: string;
  /** The version that the master has seen. */
  readonly version: number;
  readonly language?: Language;
  readonly permissions?: readonly Permission[];
  readonly limits?: Limits;
  readonly confirmationPassword: string;
}

export type UpdateUserViolation = ProfileViolation | LimitViolation;

export type UpdateUserOutcome =
  | { readonly kind: 'UPDATED'; readonly user: User }
  | { readonly kind: 'INVALID_INPUT'; readonly violations: readonly UpdateUserViolation[] }
  /** Somebody else changed the user first: `user` as he stands now. */
  | { readonly kind: 'CONFLICT'; readonly user: User }
  | AdministrationRefusal<'OWN_ACCOUNT'>;

/**
 * The master changes a user of his organization (R2, R3). Himself he can rename and reach elsewhere, but not give other
 * permissions or limits. Sessions go on: rights are read afresh with each request.
 */
export class UpdateUser {
  constructor(
    private readonly confirmation: Confirmation,
    private readonly revision: UserRevision,
    private readonly clock: Clock,
  ) {}

  async run(master: ActingUser, request: UpdateUserRequest): Promise<UpdateUserOutcome> {
    const change = changeFrom(request);
    const violations = [
      ...profileViolations(change),
      ...(request.limits === undefined ? [] : limitViolations(request.limits)),
    ];
    if (violations.length > 0) return { kind: 'INVALID_INPUT', violations };

    const { origin, caller, organizationId } = master;
    const confirmed = await this.confirmation.confirm(master, request.confirmationPassword, origin, caller);
    if (confirmed.kind !== 'CONFIRMED') return { kind: 'CONFIRMATION_REFUSED', refusal: confirmed };
    const { userId, version } = request;
    if (userId === master.id && touchesRights(change)) return { kind: 'NOT_APPLICABLE', code: 'OWN_ACCOUNT' };

    const outcome = await this.revision.revise(
      { organizationId, userId, version },
      change,
      (reason, before) => ({
        type: 'USER_UPDATED',
        occurredAt: this.clock.now(),
        organizationId,
        actorUserId: master.id,
        subjectUserId: userId,
        credentialKind: null,
        origin,
        reason,
        ...(reason === 'EMAIL_CHANGED' ? { formerAddressee: addresseeOf(before) } : {}),
      }),
    );
    return outcome.kind === 'REVISED' ? { kind: 'UPDATED', user: outcome.user } : outcome;
  }
}

/** Only what was given, so that the rest keeps its value. */
function changeFrom({ name, email, language, permissions, limits }: UpdateUserRequest): UserChange {
  return {
    ...(name === undefined ? {} : { name: tidyName(name) }),
    ...(email === undefined ? {} : { email: tidyEmail(email) }),
    ...(language === undefined ? {} : { language }),
    ...(permissions === undefined ? {} : { permissions: tidyPermissions(permissions) }),
    ...(limits === undefined
      ? {}
      : { transferLimitYen: limits.transferYen, collectionLimitYen: limits.collectionYen }),
  };
}

function addresseeOf({ name, email, language }: User): FormerAddressee {
  return { name, email, language };
}

function touchesRights({ permissions, transferLimitYen, collectionLimitYen }: UserChange): boolean {
  return permissions !== undefined || transferLimitYen !== undefined || collectionLimitYen !== undefined;
}
