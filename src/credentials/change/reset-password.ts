import type { EntityManager } from 'typeorm';
import type { Alongside, AttemptAdministration } from '../../attempts/attempt-administration';
import type { AttemptKey, DeriveAttemptKey } from '../../attempts/attempt-key';
import type { History } from '../../history/history';
import type { Clock } from '../../platform/clock';
import type { SessionStore } from '../../session/session-store';
import type { ActingUser } from '../../users/acting-user';
import { administrationEvent } from '../../users/administration-event';
import type { LedgerCredentials } from '../../users/ledger-credentials';
import type { User } from '../../users/user';
import type { UserDirectory } from '../../users/user-directory';
import type { Confirmation, ConfirmationRefusal } from '../confirmation';
import type { Violation } from '../policy/violation';
import type { SecretHasher } from '../secret-hasher';
import type { NewPasswordRule } from './new-password-rule';
import { passwordKey, type PasswordKind } from './password-kind';
import type { PasswordRegister } from './password-register';

export interface ResetPasswordRequest {
  readonly kind: PasswordKind;
  readonly userId: string;
  readonly temporaryPassword: string;
  /** The master's own. */
  readonly confirmationPassword: string;
}

export type ResetPasswordOutcome =
  | { readonly kind: 'RESET'; readonly user: User }
  | { readonly kind: 'INVALID_INPUT'; readonly violations: readonly Violation[] }
  | { readonly kind: 'NOT_FOUND' }
  | { readonly kind: 'OWN_ACCOUNT' }
  | { readonly kind: 'CONFIRMATION_REFUSED'; readonly refusal: ConfirmationRefusal };

/** What resetting a password works with. */
export interface ResetPasswordPorts {
  readonly confirmation: Confirmation;
  readonly rule: NewPasswordRule;
  readonly directory: UserDirectory;
  readonly ledgerCredentials: LedgerCredentials;
  readonly hasher: SecretHasher;
  readonly register: PasswordRegister;
  readonly attempts: AttemptAdministration;
  readonly sessions: SessionStore;
  readonly history: History;
  readonly deriveAttemptKey: DeriveAttemptKey;
  readonly clock: Clock;
}

/**
 * The master gives a general user of his organization a temporary password, to be replaced at the next login (R5). It is
 * judged by the policy, but not compared with the user's own passwords: the answer would tell the master whether he
 * has guessed one. The user's own change, which comes right after, is compared.
 */
export class ResetPassword {
  constructor(
    private readonly ports: ResetPasswordPorts,
    /** Whether a reset lifts a suspension of the credential too; by R5 it does not. */
    private readonly liftsSuspension: boolean,
  ) {}

  async run(master: ActingUser, request: ResetPasswordRequest): Promise<ResetPasswordOutcome> {
    const { directory, rule, confirmation } = this.ports;
    const { kind, userId, temporaryPassword: password } = request;
    if (userId === master.id) return { kind: 'OWN_ACCOUNT' };
    const user = await directory.find(master.organizationId, userId);
    if (user === null) return { kind: 'NOT_FOUND' };
    const violations = await rule.violations({ user, kind, password });
    if (violations.length > 0) return { kind: 'INVALID_INPUT', violations };

    const { confirmationPassword } = request;
    const confirmed = await confirmation.confirm(master, confirmationPassword, master.origin, master.caller);
    if (confirmed.kind !== 'CONFIRMED') return { kind: 'CONFIRMATION_REFUSED', refusal: confirmed };
    return this.reset(master, user, request);
  }

  private async reset(
    master: ActingUser,
    user: User,
    { kind, temporaryPassword }: ResetPasswordRequest,
  ): Promise<ResetPasswordOutcome> {
    const { hasher, register, attempts, sessions, deriveAttemptKey, clock } = this.ports;
    const attemptKey = passwordKey(deriveAttemptKey, kind, user);
    const secret = await hasher.hash(temporaryPassword, master.caller);
    const changedAt = clock.now();
    const lifted = this.liftsSuspension && (await this.isSuspended(user, kind));
    const done = { stored: false };
    const store: Alongside = async (transaction) => {
      const password = { userId: user.id, kind, secret, attemptKey, changedAt, mustChange: true };
      done.stored = await register.replace(password, transaction);
      if (!done.stored) return;
      await this.record('SECRET_RESET', master, user, attemptKey, transaction);
      if (lifted) await this.record('SUSPENSION_RELEASED', master, user, attemptKey, transaction);
      // Before the commit, so that no crash in between leaves a new password beside old sessions.
      await sessions.endAll(user.id);
    };
    await (lifted ? attempts.release(attemptKey, store) : attempts.clear(attemptKey, store));
    if (!done.stored) return { kind: 'NOT_FOUND' };
    // Once more, for a login with the old password that came while the change was not yet to be seen.
    await sessions.endAll(user.id);
    return { kind: 'RESET', user };
  }

  private async isSuspended(user: User, kind: PasswordKind): Promise<boolean> {
    const { ledgerCredentials, clock } = this.ports;
    const credentials = await ledgerCredentials.of(user.id, clock.now());
    return credentials.some(
      ({ attemptKey, state }) => attemptKey.kind === kind && state.kind === 'SUSPENDED',
    );
  }

  private record(
    type: 'SECRET_RESET' | 'SUSPENSION_RELEASED',
    master: ActingUser,
    user: User,
    { kind }: AttemptKey,
    transaction: EntityManager,
  ): Promise<void> {
    const { history, clock } = this.ports;
    return history.append(administrationEvent(type, master, user.id, kind, clock.now()), transaction);
  }
}
