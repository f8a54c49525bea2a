import type { AttemptGuard } from '../../attempts/attempt-guard';
import type { DeriveAttemptKey } from '../../attempts/attempt-key';
import type { AttemptRefusal } from '../../attempts/attempt-refusal';
import type { History } from '../../history/history';
import type { Clock } from '../../platform/clock';
import type { CredentialSecrets } from '../credential-secrets';
import type { SecretHasher, StoredSecret } from '../secret-hasher';
import type { ChangingUser } from './changing-user';
import { passwordKey, type PasswordKind } from './password-kind';

/** What came of asking for the password in force; `stored` is the hash that it was proved against. */
export type OwnPasswordOutcome =
  | { readonly kind: 'PROVED'; readonly stored: StoredSecret }
  | { readonly kind: 'WRONG_PASSWORD' }
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
 * so that a stolen session is no further way to guess (R7).
 */
export class OwnPassword {
  constructor(private readonly ports: OwnPasswordPorts) {}

  async prove(changing: ChangingUser, kind: PasswordKind, password: string): Promise<OwnPasswordOutcome> {
    const { deriveAttemptKey, attempts, secrets, hasher } = this.ports;
    const { user, origin, caller } = changing;
    const outcome = await attempts.attempt<StoredSecret | null>(
      passwordKey(deriveAttemptKey, kind, user),
      {
        read: async () => {
          const { secret, lockRecord } = await secrets.find(user.id, kind);
          return { subject: secret, lockRecord };
        },
        verify: async (stored) => (await hasher.verify(stored, password, caller)).right,
      },
      origin,
    );
    switch (outcome.kind) {
      case 'SUCCEEDED':
        if (outcome.subject === null) throw new Error('the decoy was taken for a right secret');
        return { kind: 'PROVED', stored: outcome.subject };
      case 'FAILED':
        await this.recordFailure(changing, kind);
        return { kind: 'WRONG_PASSWORD' };
      case 'LOCKED_OUT':
      case 'SUSPENDED':
      case 'BUSY':
        return outcome;
      default:
        return outcome satisfies never;
    }
  }

  private async recordFailure({ user, origin }: ChangingUser, kind: PasswordKind): Promise<void> {
    await this.ports.history.append({
      type: 'SECRET_CHANGE_FAILED',
      occurredAt: this.ports.clock.now(),
      organizationId: user.organizationId,
      actorUserId: user.id,
      subjectUserId: user.id,
      credentialKind: kind,
      origin,
      reason: null,
    });
  }
}
