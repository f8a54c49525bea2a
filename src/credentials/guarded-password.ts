import type { GuardedSecret } from '../attempts/attempt-guard';
import type { CredentialKind } from './credential-kind';
import type { CredentialSecrets, FoundSecret } from './credential-secrets';
import { renewHash } from './renew-hash';
import type { HashingCaller, SecretHasher, StoredSecret } from './secret-hasher';

/** Whose password is asked for, which one, and what was entered. */
export interface EnteredPassword {
  readonly userId: string;
  readonly kind: CredentialKind;
  readonly entered: string;
  readonly caller: HashingCaller;
  /** Whether it is asked for because another is to take its place. */
  readonly toBeReplaced: boolean;
}

/** A password that a known user enters again, for an attempt at it. Where none is set, nothing that he enters is right. */
export function guardedPassword(
  { secrets, hasher }: { readonly secrets: CredentialSecrets; readonly hasher: SecretHasher },
  { userId, kind, entered, caller, toBeReplaced }: EnteredPassword,
): GuardedSecret<FoundSecret> {
  return {
    read: async () => {
      const found = await secrets.find(userId, kind);
      return { subject: found, lockRecord: found.lockRecord };
    },
    verify: async ({ secret: stored }) => {
      const { right, needsRehash } = await hasher.verify(stored, entered, caller);
      // One that is to be replaced stays as it was read: the replacement is refused if it is another by then.
      if (stored !== null && needsRehash && !toBeReplaced) {
        const replace = (fresh: StoredSecret): Promise<void> =>
          secrets.replaceHash(userId, kind, stored, fresh);
        await renewHash(hasher, { secret: entered, caller, replace });
      }
      return right;
    },
  };
}
