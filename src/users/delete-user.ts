import type { AttemptAdministration } from '../attempts/attempt-administration';
import type { DeriveAttemptKey } from '../attempts/attempt-key';
import type { Confirmation } from '../credentials/confirmation';
import type { Clock } from '../platform/clock';
import type { SessionStore } from '../session/session-store';
import type { ActingUser } from './acting-user';
import type { AdministrationRefusal } from './administration-refusal';
import type { UserRemoval } from './user-removal';

export interface DeleteUserRequest {
  readonly userId: string;
  readonly confirmationPassword: string;
}

export type DeleteUserOutcome =
  { readonly kind: 'DELETED'; readonly userId: string } | AdministrationRefusal<'OWN_ACCOUNT'>;

/** What deleting a user works with. */
export interface DeleteUserPorts {
  readonly confirmation: Confirmation;
  readonly removal: UserRemoval;
  readonly sessions: SessionStore;
  readonly attempts: AttemptAdministration;
  readonly deriveAttemptKey: DeriveAttemptKey;
  readonly clock: Clock;
}

/** The master deletes a general user of his organization (R2, R3): his login ID is unknown from then on, and free. */
export class DeleteUser {
  constructor(private readonly ports: DeleteUserPorts) {}

  async run(
    master: ActingUser,
    { userId, confirmationPassword }: DeleteUserRequest,
  ): Promise<DeleteUserOutcome> {
    const { confirmation, removal, sessions, attempts, deriveAttemptKey, clock } = this.ports;
    const { organizationId, origin } = master;
    const confirmed = await confirmation.confirm(master, confirmationPassword, origin, master.caller);
    if (confirmed.kind !== 'CONFIRMED') return { kind: 'CONFIRMATION_REFUSED', refusal: confirmed };
    if (userId === master.id) return { kind: 'NOT_APPLICABLE', code: 'OWN_ACCOUNT' };

    const removed = await removal.removeGeneralUser(organizationId, userId, {
      type: 'USER_DELETED',
      occurredAt: clock.now(),
      organizationId,
      actorUserId: master.id,
      subjectUserId: userId,
      credentialKind: null,
      origin,
      reason: null,
    });
    if (removed === null) return { kind: 'NOT_FOUND' };
    // Without their user, sessions give nobody any rights; ending them frees the store.
    await sessions.endAll(userId);
    // A lock or suspension left behind would tell a stranger that this login ID was once somebody's.
    await attempts.release(deriveAttemptKey('LOGIN_PASSWORD', removed.loginId));
    return { kind: 'DELETED', userId };
  }
}
