import { answerViolations, type AnswerViolation } from '../additional-authentication/answer-rule';
import type { SecurityQuestions } from '../additional-authentication/security-question';
import type { AttemptAdministration } from '../attempts/attempt-administration';
import type { SecretsPolicy } from '../credentials/policy/secrets-policy';
import type { Violation as SecretViolation } from '../credentials/policy/violation';
import { HashingBusy } from '../credentials/secret-hasher';
import type { Origin } from '../history/history-event';
import type { Organization, Organizations } from '../users/organization';
import { profileViolations, tidyProfile, type ProfileViolation } from '../users/profile-rule';
import type { User } from '../users/user';
import type { MasterRegister, NewMaster } from './master-register';
import { prepareMaster, type MasterForm, type MasterPreparationPorts } from './prepare-master';
import type { OpenRegistrations } from './open-registrations';
import { parseRegistrationToken } from './registration-token';
import type { Stranger } from './stranger';

export interface RegisterMasterUserRequest extends MasterForm {
  readonly registrationToken: string;
}

export type RegistrationViolation =
  | SecretViolation
  | ProfileViolation
  | AnswerViolation
  | { readonly field: 'loginId'; readonly code: 'TAKEN' };

export type RegisterMasterUserOutcome =
  | { readonly kind: 'REGISTERED'; readonly user: User }
  | { readonly kind: 'INVALID_INPUT'; readonly violations: readonly RegistrationViolation[] }
  | { readonly kind: 'REGISTRATION_EXPIRED' }
  | { readonly kind: 'ALREADY_REGISTERED' }
  | { readonly kind: 'BUSY'; readonly retryAfterSeconds: number };

/** What registering a master works with. */
export interface RegisterMasterUserPorts extends MasterPreparationPorts {
  readonly openRegistrations: OpenRegistrations;
  readonly organizations: Organizations;
  readonly questions: SecurityQuestions;
  readonly policy: SecretsPolicy;
  readonly register: MasterRegister;
  readonly attempts: AttemptAdministration;
}

/**
 * Creates the sole master of the organization whose registration is open (R2). The token is used up with the
 * registration and not before, so that a slip in the form costs no second application.
 */
export class RegisterMasterUser {
  constructor(private readonly ports: RegisterMasterUserPorts) {}

  async run(request: RegisterMasterUserRequest, stranger: Stranger): Promise<RegisterMasterUserOutcome> {
    const { openRegistrations, organizations } = this.ports;
    const token = parseRegistrationToken(request.registrationToken);
    if (token === null || !(await openRegistrations.isOpen(token))) return { kind: 'REGISTRATION_EXPIRED' };
    const organization = await organizations.find(token.organizationId);
    if (organization === null) return { kind: 'REGISTRATION_EXPIRED' };

    const violations = await this.violations(organization, request);
    if (violations.length > 0) return { kind: 'INVALID_INPUT', violations };

    try {
      const master = await prepareMaster(this.ports, organization.id, request, stranger.caller);
      return await this.register(master, stranger.origin, () => openRegistrations.consume(token));
    } catch (fault) {
      if (fault instanceof HashingBusy) return { kind: 'BUSY', retryAfterSeconds: fault.retryAfterSeconds };
      throw fault;
    }
  }

  private async register(
    master: NewMaster,
    origin: Origin,
    consume: () => Promise<boolean>,
  ): Promise<RegisterMasterUserOutcome> {
    const { register, attempts, deriveAttemptKey, clock } = this.ports;
    const { user, organizationId } = master;
    const outcome = await register.registerMaster(
      master,
      {
        type: 'MASTER_REGISTERED',
        occurredAt: clock.now(),
        organizationId,
        actorUserId: user.id,
        subjectUserId: user.id,
        credentialKind: null,
        origin,
        reason: null,
      },
      consume,
    );
    switch (outcome) {
      case 'REGISTERED':
        // Strangers may have tried this login ID before it was anybody's; its owner does not inherit their failures.
        await attempts.release(deriveAttemptKey('LOGIN_PASSWORD', user.loginId));
        return { kind: 'REGISTERED', user };
      case 'LOGIN_ID_TAKEN':
        return { kind: 'INVALID_INPUT', violations: [{ field: 'loginId', code: 'TAKEN' }] };
      case 'ALREADY_REGISTERED':
      case 'REGISTRATION_EXPIRED':
        return { kind: outcome };
      default:
        return outcome satisfies never;
    }
  }

  private async violations(
    { name: organizationName, accountNumber }: Organization,
    request: RegisterMasterUserRequest,
  ): Promise<readonly RegistrationViolation[]> {
    const { policy, questions } = this.ports;
    const { loginId, loginPassword, confirmationPassword, securityAnswers } = request;
    const profile = tidyProfile(request);
    const questionIds = (await questions.all()).map(({ id }) => id);
    return [
      ...policy({
        proposed: { loginId, loginPassword, confirmationPassword },
        current: {},
        equalToStored: [],
        owner: { organizationName, accountNumber, ownWords: [profile.name, profile.email] },
      }),
      ...profileViolations(profile),
      ...answerViolations(securityAnswers, questionIds),
    ];
  }
}
