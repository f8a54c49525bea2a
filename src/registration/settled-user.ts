import type { HashedAnswer } from '../additional-authentication/hash-answers';
import type { NewSecurityAnswers } from '../additional-authentication/security-answers';
import type { DeriveAttemptKey } from '../attempts/attempt-key';
import type { StoredSecret } from '../credentials/secret-hasher';
import type { NewId } from '../platform/ids';
import type { User } from '../users/user';
import type { NewUser } from '../users/user-register';

/** A user about to be stored who chose his secrets himself: he has nothing to change or register before he can go on (R2). */
export interface SettledUser extends NewUser {
  readonly securityAnswers: NewSecurityAnswers;
}

/** What he chose, hashed. */
export interface ChosenSecrets {
  readonly login: StoredSecret;
  readonly confirmation: StoredSecret;
  readonly answers: readonly HashedAnswer[];
}

/** Gives the user his secrets, each with an attempt key of its own. */
export function settledUser(
  { deriveAttemptKey, newId }: { readonly deriveAttemptKey: DeriveAttemptKey; readonly newId: NewId },
  user: User,
  { login, confirmation, answers }: ChosenSecrets,
): SettledUser {
  return {
    user,
    credentials: [
      {
        id: newId(),
        attemptKey: deriveAttemptKey('LOGIN_PASSWORD', user.loginId),
        secret: login,
        mustChange: false,
      },
      {
        id: newId(),
        attemptKey: deriveAttemptKey('CONFIRMATION_PASSWORD', user.id),
        secret: confirmation,
        mustChange: false,
      },
    ],
    securityAnswers: {
      userId: user.id,
      organizationId: user.organizationId,
      credentialId: newId(),
      attemptKey: deriveAttemptKey('SECURITY_ANSWER', user.id),
      answers,
      registeredAt: user.createdAt,
    },
  };
}
