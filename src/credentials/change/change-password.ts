import type { DeriveAttemptKey } from '../../attempts/attempt-key';
import type { Clock } from '../../platform/clock';
import type { SessionStore } from '../../session/session-store';
import type { CredentialSecrets } from '../credential-secrets';
import type { Violation } from '../policy/violation';
import { HashingBusy, type SecretHasher, type StoredSecret } from '../secret-hasher';
import type { ChangingUser } from './changing-user';
import type { ComparisonAllowance } from './comparison-allowance';
import type { NewPasswordRule } from './new-password-rule';
import type { OwnPassword, OwnPasswordOutcome } from './own-password';
import { COUNTERPART_OF, FIELD_OF, passwordKey, type PasswordKind } from './password-kind';
import type { PasswordRegister, PasswordsSeen } from './password-register';

export interface ChangePasswordRequest {
  readonly kind: PasswordKind;
  /** Null where none is in force: the first confirmation password (R2). */
  readonly currentPassword: string | null;
  readonly newPassword: string;
}

export type ChangePasswordOutcome =
  | { readonly kind: 'CHANGED'; readonly sessionToken: string }
  | { readonly kind: 'INVALID_INPUT'; readonly violations: readonly Violation[] }
  | { readonly kind: 'CURRENT_PASSWORD_REQUIRED' }
  | { readonly kind: 'TOO_MANY_CHANGES'; readonly retryAfterSeconds: number }
  | { readonly kind: 'CHANGED_MEANWHILE' }
  | Exclude<OwnPasswordOutcome, { readonly kind: 'PROVED' }>;

type Obstacle = Exclude<ChangePasswordOutcome, { readonly kind: 'CHANGED' }>;

/** What changing a password works with. */
export interface ChangePasswordPorts {
  readonly rule: NewPasswordRule;
  readonly own: OwnPassword;
  readonly secrets: CredentialSecrets;
  readonly allowance: ComparisonAllowance;
  readonly hasher: SecretHasher;
  readonly register: PasswordRegister;
  readonly sessions: SessionStore;
  readonly deriveAttemptKey: DeriveAttemptKey;
  readonly clock: Clock;
}

/**
 * A user changes a password of his own (R1, R2, R9). The entry is judged first, so that a slip in the form costs no
 * attempt; the password in force is proved next; only who proved it learns whether the new one equals his other
 * password. In the end every session of the user has ended, and he goes on in a new one.
 */
export class ChangePassword {
  constructor(private readonly ports: ChangePasswordPorts) {}

  async run(changing: ChangingUser, request: ChangePasswordRequest): Promise<ChangePasswordOutcome> {
    try {
      return await this.change(changing, request);
    } catch (fault) {
      if (fault instanceof HashingBusy) return { kind: 'BUSY', retryAfterSeconds: fault.retryAfterSeconds };
      throw fault;
    }
  }

  private async change(
    changing: ChangingUser,
    request: ChangePasswordRequest,
  ): Promise<ChangePasswordOutcome> {
    const { user } = changing;
    const { kind, currentPassword, newPassword } = request;
    const violations = await this.ports.rule.violations({
      user,
      kind,
      password: newPassword,
      ...(currentPassword === null ? {} : { current: currentPassword }),
    });
    if (violations.length > 0) return { kind: 'INVALID_INPUT', violations };

    const proved = await this.proveCurrent(changing, request);
    if (proved.kind !== 'PROVED') return proved;
    const { secret: counterpart } = await this.ports.secrets.find(user.id, COUNTERPART_OF[kind]);
    const obstacle = await this.compare(changing, request, counterpart);
    if (obstacle !== null) return obstacle;

    const seen: PasswordsSeen =
      kind === 'LOGIN_PASSWORD'
        ? { LOGIN_PASSWORD: proved.stored, CONFIRMATION_PASSWORD: counterpart }
        : { LOGIN_PASSWORD: counterpart, CONFIRMATION_PASSWORD: proved.stored };
    return this.store(changing, request, seen);
  }

  private async proveCurrent(
    changing: ChangingUser,
    { kind, currentPassword }: ChangePasswordRequest,
  ): Promise<Obstacle | { readonly kind: 'PROVED'; readonly stored: StoredSecret | null }> {
    if (currentPassword !== null) return this.ports.own.prove(changing, kind, currentPassword);
    const { secret } = await this.ports.secrets.find(changing.user.id, kind);
    return secret === null ? { kind: 'PROVED', stored: null } : { kind: 'CURRENT_PASSWORD_REQUIRED' };
  }

  /** The other password exists only as a hash, so that comparing means to verify against it. */
  private async compare(
    { user, caller }: ChangingUser,
    { kind, newPassword }: ChangePasswordRequest,
    counterpart: StoredSecret | null,
  ): Promise<Obstacle | null> {
    if (counterpart === null) return null;
    const { allowance, hasher, rule } = this.ports;
    const allowed = await allowance.take(user.id);
    if (allowed.kind === 'USED_UP') {
      return { kind: 'TOO_MANY_CHANGES', retryAfterSeconds: allowed.retryAfterSeconds };
    }
    if (!(await hasher.verify(counterpart, newPassword, caller)).right) return null;
    const match = { proposed: FIELD_OF[kind], stored: FIELD_OF[COUNTERPART_OF[kind]] };
    return {
      kind: 'INVALID_INPUT',
      violations: await rule.violations({ user, kind, password: newPassword, equalToStored: [match] }),
    };
  }

  private async store(
    { user, secretChangedAt, origin, caller }: ChangingUser,
    { kind, newPassword }: ChangePasswordRequest,
    seen: PasswordsSeen,
  ): Promise<ChangePasswordOutcome> {
    const { hasher, register, sessions, deriveAttemptKey, clock } = this.ports;
    const changedAt = clock.now();
    const attemptKey = passwordKey(deriveAttemptKey, kind, user);
    const secret = await hasher.hash(newPassword, caller);
    const outcome = await register.change(
      { userId: user.id, kind, secret, attemptKey, changedAt, mustChange: false },
      seen,
      {
        type: 'SECRET_CHANGED',
        occurredAt: changedAt,
        organizationId: user.organizationId,
        actorUserId: user.id,
        subjectUserId: user.id,
        credentialKind: kind,
        origin,
        reason: 'BY_OWNER',
      },
      // Before the commit, so that no crash in between leaves a new password beside old sessions.
      () => sessions.endAll(user.id),
    );
    if (outcome === 'CHANGED_MEANWHILE') return { kind: outcome };
    // Once more, for a login with the old password that came while the change was not yet to be seen.
    await sessions.endAll(user.id);
    const { text } = await sessions.begin(user.id, kind === 'LOGIN_PASSWORD' ? changedAt : secretChangedAt);
    return { kind: 'CHANGED', sessionToken: text };
  }
}
