import type { AttemptAdministration } from '../attempts/attempt-administration';
import type { DeriveAttemptKey } from '../attempts/attempt-key';
import type { SecretsPolicy } from '../credentials/policy/secrets-policy';
import type { Violation as SecretViolation } from '../credentials/policy/violation';
import type { HashingCaller, SecretHasher } from '../credentials/secret-hasher';
import type { Clock } from '../platform/clock';
import type { NewId } from '../platform/ids';
import { profileViolations, tidyProfile, type Profile, type ProfileViolation } from '../users/profile-rule';
import { NO_RIGHTS, type Language } from '../users/user';
import type { NewUser } from '../users/user-register';
import { staffEvent } from './staff-event';
import type { StaffRegister } from './staff-register';

/** A member of staff as the operator enters him. */
export interface AddStaffRequest extends Profile {
  readonly language: Language;
  readonly loginId: string;
  readonly temporaryLoginPassword: string;
}

export type AddStaffViolation =
  SecretViolation | ProfileViolation | { readonly field: 'loginId' | 'email'; readonly code: 'TAKEN' };

export type AddStaffOutcome =
  | { readonly kind: 'ADDED'; readonly id: string }
  | { readonly kind: 'INVALID_INPUT'; readonly violations: readonly AddStaffViolation[] };

/** What adding a member of staff works with. */
export interface AddStaffPorts {
  readonly policy: SecretsPolicy;
  readonly hasher: SecretHasher;
  readonly register: StaffRegister;
  readonly attempts: AttemptAdministration;
  readonly deriveAttemptKey: DeriveAttemptKey;
  readonly clock: Clock;
  readonly newId: NewId;
}

/** Nobody else hashes in the operator's process, so that his place in its queue does not matter. */
const OPERATOR: HashingCaller = { networkPrefix: 'operator', knownAs: null };

/**
 * The operator adds a member of staff (R6) with a temporary login password. At the first login its owner changes it, sets
 * his confirmation password and registers security answers before anything else works, as a general user does (R2).
 */
export class AddStaff {
  constructor(private readonly ports: AddStaffPorts) {}

  async run(request: AddStaffRequest): Promise<AddStaffOutcome> {
    const { register, attempts, deriveAttemptKey, clock } = this.ports;
    const entered = { ...request, ...tidyProfile(request) };
    const violations = [...this.secretViolations(entered), ...profileViolations(entered)];
    if (violations.length > 0) return { kind: 'INVALID_INPUT', violations };

    const staff = await this.prepare(entered);
    const { id } = staff.user;
    const added = await register.add(staff, staffEvent('STAFF_CREATED', id, clock.now()));
    switch (added) {
      case 'ADDED':
        // Strangers may have tried this login ID before it was anybody's; its owner does not inherit their failures.
        await attempts.release(deriveAttemptKey('LOGIN_PASSWORD', entered.loginId));
        return { kind: 'ADDED', id };
      case 'LOGIN_ID_TAKEN':
        return { kind: 'INVALID_INPUT', violations: [{ field: 'loginId', code: 'TAKEN' }] };
      case 'EMAIL_TAKEN':
        return { kind: 'INVALID_INPUT', violations: [{ field: 'email', code: 'TAKEN' }] };
      default:
        return added satisfies never;
    }
  }

  private secretViolations({
    loginId,
    temporaryLoginPassword,
    name,
    email,
  }: AddStaffRequest): readonly SecretViolation[] {
    return this.ports.policy({
      proposed: { loginId, loginPassword: temporaryLoginPassword },
      current: {},
      equalToStored: [],
      owner: { organizationName: '', accountNumber: '', ownWords: [name, email] },
    });
  }

  private async prepare(request: AddStaffRequest): Promise<NewUser> {
    const { hasher, deriveAttemptKey, clock, newId } = this.ports;
    const { loginId, name, email, language, temporaryLoginPassword } = request;
    return {
      user: {
        id: newId(),
        organizationId: null,
        role: 'STAFF',
        loginId,
        name,
        email,
        language,
        createdAt: clock.now(),
        version: 1,
        ...NO_RIGHTS,
      },
      credentials: [
        {
          id: newId(),
          attemptKey: deriveAttemptKey('LOGIN_PASSWORD', loginId),
          secret: await hasher.hash(temporaryLoginPassword, OPERATOR),
          mustChange: true,
        },
      ],
    };
  }
}
