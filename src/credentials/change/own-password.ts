import type { AttemptGuard } from '../../attempts/attempt-guard';
import type { DeriveAttemptKey } from '../../attempts/attempt-key';
import type { AttemptRefusal } from '../../attempts/attempt-refusal';
import type { History } from '../../history/history';
import type { Clock } from '../../platform/clock';
import type { CredentialSecrets, FoundSecret } from '../credential-secrets';
import { EnteredSecret } from '../entered-secret';
import { guardedPassword } from '../guarded-password';
import type { SecretHasher, StoredSecret } from '../secret-hasher';
import { expiryOfTemporary } from '../temporary-password';
import type { ChangingUser } from './changing-user';
import { passwordKey, type PasswordKind } from './password-kind';

/** What came of asking for the password in force; `stored` is the hash that it was proved against. */
export type OwnPasswordOutcome =
  | { readonly kind: 'PROVED'; readonly stored: StoredSecret }
  | { readonly kind: 'WRONG_PASSWORD' }
  /** The password is right, but somebody else set it too long ago. */
  | { readonly kind: 'TEMPORARY_PASSWORD_EXPIRED'; readonly expiredAt: Date }
  | AttemptRefusal;

/** What proving a password works with. */
export interface OwnPasswordPorts {
  readonly deriveAttemptKey: DeriveAttemptKey;
  readonly attempts: AttemptGuard;
  readonly secrets: CredentialSecrets;
  readonly hasher: SecretHasher;
  readonly history: History;
  readonly clock: Clock;
}

/**
 * Asks a user for his own password before it is changed. A wrong one counts with those tried at login or confirmation,
 * so that a stolen session is no further way to guess (R7). A temporary one that has run out proves nothing any more.
 */
export class OwnPassword {
  constructor(
    private readonly ports: OwnPasswordPorts,
    /** How long a temporary password holds; null for ever. */
    private readonly temporaryDays: number | null,
  ) {}

  async prove(changing: ChangingUser, kind: PasswordKind, password: string): Promise<OwnPasswordOutcome> {
    const { deriveAttemptKey, attempts, secrets, hasher } = this.ports;
    const { user, origin, caller } = changing;
    // Its hash is not renewed: another takes its place, and is refused if this is not the stored one by then.
    const entered = new EnteredSecret(hasher, password, caller);
    const outcome = await attempts.attempt(
      passwordKey(deriveAttemptKey, kind, user),
      guardedPassword(secrets, { userId: user.id, kind }, entered),
      origin,
    );
    switch (outcome.kind) {
      case 'SUCCEEDED':
        return this.accept(outcome.subject, changing, kind);
      case 'FAILED':
        await this.recordFailure(changing, kind, null);
        return { kind: 'WRONG_PASSWORD' };
      case 'LOCKED_OUT':
      case 'SUSPENDED':
      case 'BUSY':
        return outcome;
      default:
        return outcome satisfies never;
    }
  }

  private async accept(
    { secret, temporarySince }: FoundSecret,
    changing: ChangingUser,
    kind: PasswordKind,
  ): Promise<OwnPasswordOutcome> {
    if (secret === null) throw new Error('the decoy was taken for a right secret');
    const expiredAt = expiryOfTemporary(temporarySince, this.temporaryDays, this.ports.clock.now());
    if (expiredAt === null) return { kind: 'PROVED', stored: secret };
    await this.recordFailure(changing, kind, 'TEMPORARY_PASSWORD_EXPIRED');
    return { kind: 'TEMPORARY_PASSWORD_EXPIRED', expiredAt };
  }

  private async recordFailure(
    { user, origin }: ChangingUser,
    kind: PasswordKind,
    reason: 'TEMPORARY_PASSWORD_EXPIRED' | null,
  ): Promise<void> {
    await this.ports.history.append({
      type: 'SECRET_CHANGE_FAILED',
      occurredAt: this.ports.clock.now(),
      organizationId: user.organizationId,
      actorUserId: user.id,
      subjectUserId: user.id,
      credentialKind: kind,
      origin,
      reason,
    });
  }
}
