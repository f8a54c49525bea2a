import type { AttemptGuard } from '../attempts/attempt-guard';
import type { DeriveAttemptKey } from '../attempts/attempt-key';
import type { AttemptRefusal } from '../attempts/attempt-refusal';
import type { History } from '../history/history';
import type { Origin } from '../history/history-event';
import type { Clock } from '../platform/clock';
import type { CredentialSecrets } from './credential-secrets';
import { EnteredSecret } from './entered-secret';
import { guardedPassword } from './guarded-password';
import type { HashingCaller, SecretHasher } from './secret-hasher';

/** Whoever confirms a sensitive change: the acting user, not the one acted upon. */
export interface ConfirmingUser {
  readonly id: string;
  readonly organizationId: string | null;
}

/** What came of asking for the confirmation password. Only `CONFIRMED` lets the change go on. */
export type ConfirmationOutcome =
  { readonly kind: 'CONFIRMED' } | { readonly kind: 'WRONG_CONFIRMATION_PASSWORD' } | AttemptRefusal;

/** A refused confirmation: nothing has been changed. */
export type ConfirmationRefusal = Exclude<ConfirmationOutcome, { readonly kind: 'CONFIRMED' }>;

/**
 * Asks for the confirmation password in the same request, with no grace period (R3). A wrong one adds to its own
 * counter; its lockout leaves login working. A user without a confirmation password can confirm nothing.
 */
export class Confirmation {
  constructor(
    private readonly deriveAttemptKey: DeriveAttemptKey,
    private readonly attempts: AttemptGuard,
    private readonly secrets: CredentialSecrets,
    private readonly hasher: SecretHasher,
    private readonly record: { readonly history: History; readonly clock: Clock },
  ) {}

  async confirm(
    user: ConfirmingUser,
    confirmationPassword: string,
    origin: Origin,
    caller: HashingCaller,
  ): Promise<ConfirmationOutcome> {
    const { secrets } = this;
    const asked = { userId: user.id, kind: 'CONFIRMATION_PASSWORD' } as const;
    const entered = new EnteredSecret(this.hasher, confirmationPassword, caller);
    const outcome = await this.attempts.attempt(
      this.deriveAttemptKey(asked.kind, user.id),
      guardedPassword(secrets, asked, entered),
      origin,
    );
    switch (outcome.kind) {
      case 'SUCCEEDED':
        await entered.renewHash((old, fresh) => secrets.replaceHash(user.id, asked.kind, old, fresh));
        return { kind: 'CONFIRMED' };
      case 'FAILED':
        await this.recordFailure(user, origin);
        return { kind: 'WRONG_CONFIRMATION_PASSWORD' };
      case 'LOCKED_OUT':
      case 'SUSPENDED':
      case 'BUSY':
        return outcome;
      default:
        return outcome satisfies never;
    }
  }

  private async recordFailure(user: ConfirmingUser, origin: Origin): Promise<void> {
    await this.record.history.append({
      type: 'CONFIRMATION_FAILED',
      occurredAt: this.record.clock.now(),
      organizationId: user.organizationId,
      actorUserId: user.id,
      subjectUserId: user.id,
      credentialKind: 'CONFIRMATION_PASSWORD',
      origin,
      reason: null,
    });
  }
}
