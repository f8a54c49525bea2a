import type { AttemptAdministration } from '../attempts/attempt-administration';
import type { DeriveAttemptKey } from '../attempts/attempt-key';
import type { Confirmation } from '../credentials/confirmation';
import type { History } from '../history/history';
import type { Clock } from '../platform/clock';
import type { SessionStore } from '../session/session-store';
import type { ActingUser } from '../users/acting-user';
import { administrationEvent } from '../users/administration-event';
import type { AdministrationRefusal } from '../users/administration-refusal';
import type { User } from '../users/user';
import type { UserDirectory } from '../users/user-directory';
import type { SecurityAnswers } from './security-answers';
import type { TrustedDevices } from './trusted-device';

export interface ResetAdditionalAuthenticationRequest {
  readonly userId: string;
  readonly confirmationPassword: string;
}

export type ResetAdditionalAuthenticationOutcome =
  { readonly kind: 'RESET'; readonly user: User } | AdministrationRefusal<'OWN_ACCOUNT'>;

/** What resetting additional authentication works with. */
export interface ResetAdditionalAuthenticationPorts {
  readonly confirmation: Confirmation;
  readonly directory: UserDirectory;
  readonly answers: SecurityAnswers;
  readonly devices: TrustedDevices;
  readonly attempts: AttemptAdministration;
  readonly deriveAttemptKey: DeriveAttemptKey;
  readonly sessions: SessionStore;
  readonly history: History;
  readonly clock: Clock;
}

/**
 * The master resets a general user's additional authentication (R5): answers, known devices and the waiting question go,
 * failures and lockout with them; the user registers anew at the next login. A suspension stays, which only a release lifts.
 */
export class ResetAdditionalAuthentication {
  constructor(private readonly ports: ResetAdditionalAuthenticationPorts) {}

  async run(
    master: ActingUser,
    { userId, confirmationPassword }: ResetAdditionalAuthenticationRequest,
  ): Promise<ResetAdditionalAuthenticationOutcome> {
    const { confirmation, directory, sessions } = this.ports;
    const { organizationId, origin, caller } = master;
    const confirmed = await confirmation.confirm(master, confirmationPassword, origin, caller);
    if (confirmed.kind !== 'CONFIRMED') return { kind: 'CONFIRMATION_REFUSED', refusal: confirmed };
    if (userId === master.id) return { kind: 'NOT_APPLICABLE', code: 'OWN_ACCOUNT' };
    const user = await directory.find(organizationId, userId);
    if (user === null) return { kind: 'NOT_FOUND' };
    await this.reset(master, user);
    await sessions.endAll(user.id);
    return { kind: 'RESET', user };
  }

  private async reset(master: ActingUser, user: User): Promise<void> {
    const { answers, devices, attempts, deriveAttemptKey, history, clock } = this.ports;
    await attempts.clear(deriveAttemptKey('SECURITY_ANSWER', user.id), async (transaction) => {
      await answers.remove(transaction, user.id);
      await devices.forgetAll(user.id, transaction);
      const type = 'ADDITIONAL_AUTHENTICATION_RESET';
      const event = administrationEvent(type, master, user.id, 'SECURITY_ANSWER', clock.now());
      await history.append(event, transaction);
    });
  }
}
