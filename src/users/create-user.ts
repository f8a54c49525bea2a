import type { AttemptAdministration } from '../attempts/attempt-administration';
import type { DeriveAttemptKey } from '../attempts/attempt-key';
import type { Confirmation, ConfirmationRefusal } from '../credentials/confirmation';
import type { SecretsPolicy } from '../credentials/policy/secrets-policy';
import type { Violation as SecretViolation } from '../credentials/policy/violation';
import type { SecretHasher } from '../credentials/secret-hasher';
import type { Clock } from '../platform/clock';
import type { NewId } from '../platform/ids';
import type { ActingUser } from './acting-user';
import type { Organizations } from './organization';
import { prepareGeneralUser, type GeneralUserRequest } from './prepare-general-user';
import { profileViolations, tidyProfile, type Profile, type ProfileViolation } from './profile-rule';
import { limitViolations, type LimitViolation } from './rights-rule';
import type { User } from './user';
import type { UserRegister } from './user-register';

export interface CreateUserRequest extends GeneralUserRequest {
  readonly confirmationPassword: string;
}

export type CreateUserViolation =
  SecretViolation | ProfileViolation | LimitViolation | { readonly field: 'loginId'; readonly code: 'TAKEN' };

export type CreateUserOutcome =
  | { readonly kind: 'CREATED'; readonly user: User }
  | { readonly kind: 'INVALID_INPUT'; readonly violations: readonly CreateUserViolation[] }
  | { readonly kind: 'USER_LIMIT_REACHED'; readonly limit: number }
  | { readonly kind: 'CONFIRMATION_REFUSED'; readonly refusal: ConfirmationRefusal };

/** What creating a user works with. */
export interface CreateUserPorts {
  readonly confirmation: Confirmation;
  readonly policy: SecretsPolicy;
  readonly hasher: SecretHasher;
  readonly organizations: Organizations;
  readonly register: UserRegister;
  readonly attempts: AttemptAdministration;
  readonly deriveAttemptKey: DeriveAttemptKey;
  readonly clock: Clock;
  readonly newId: NewId;
}

/**
 * The master creates a general user with a temporary login password, and a confirmation password if he likes, which
 * their owner must change at first login (R2).
 * Entries are judged before the confirmation password is asked, so that a slip in the form costs no attempt.
 */
export class CreateUser {
  constructor(
    private readonly ports: CreateUserPorts,
    private readonly generalUserLimit: number,
  ) {}

  async run(master: ActingUser, request: CreateUserRequest): Promise<CreateUserOutcome> {
    const profile = tidyProfile(request);
    const violations = await this.violations(master, request, profile);
    if (violations.length > 0) return { kind: 'INVALID_INPUT', violations };

    const { confirmation, register, clock } = this.ports;
    const confirmed = await confirmation.confirm(
      master,
      request.confirmationPassword,
      master.origin,
      master.caller,
    );
    if (confirmed.kind !== 'CONFIRMED') return { kind: 'CONFIRMATION_REFUSED', refusal: confirmed };

    const newUser = await prepareGeneralUser(this.ports, master, { ...request, ...profile });
    const outcome = await register.addGeneralUser(newUser, this.generalUserLimit, {
      type: 'USER_CREATED',
      occurredAt: clock.now(),
      organizationId: master.organizationId,
      actorUserId: master.id,
      subjectUserId: newUser.user.id,
      credentialKind: null,
      origin: master.origin,
      reason: null,
    });
    switch (outcome) {
      case 'CREATED':
        // Strangers may have tried this login ID before it was anybody's; its owner does not inherit their failures.
        await this.ports.attempts.release(this.ports.deriveAttemptKey('LOGIN_PASSWORD', request.loginId));
        return { kind: 'CREATED', user: newUser.user };
      case 'LOGIN_ID_TAKEN':
        return { kind: 'INVALID_INPUT', violations: [{ field: 'loginId', code: 'TAKEN' }] };
      case 'USER_LIMIT_REACHED':
        return { kind: 'USER_LIMIT_REACHED', limit: this.generalUserLimit };
      default:
        return outcome satisfies never;
    }
  }

  private async violations(
    master: ActingUser,
    { loginId, temporaryLoginPassword, temporaryConfirmationPassword, limits }: CreateUserRequest,
    profile: Profile,
  ): Promise<readonly CreateUserViolation[]> {
    const organization = await this.ports.organizations.find(master.organizationId);
    const secretViolations = this.ports.policy({
      proposed: {
        loginId,
        loginPassword: temporaryLoginPassword,
        ...(temporaryConfirmationPassword === undefined
          ? {}
          : { confirmationPassword: temporaryConfirmationPassword }),
      },
      current: {},
      equalToStored: [],
      owner: {
        organizationName: organization?.name ?? '',
        accountNumber: organization?.accountNumber ?? '',
        ownWords: [profile.name, profile.email],
      },
    });
    return [...secretViolations, ...profileViolations(profile), ...limitViolations(limits)];
  }
}
