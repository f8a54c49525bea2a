import type { GuardedSecret } from '../attempts/attempt-guard';
import type { CredentialKind } from './credential-kind';
import type { CredentialSecrets, FoundSecret } from './credential-secrets';
import type { HashingCaller, SecretHasher } from './secret-hasher';

/** Whose password is asked for, which one, and what was entered. */
export interface EnteredPassword {
  readonly userId: string;
  readonly kind: CredentialKind;
  readonly entered: string;
  readonly caller: HashingCaller;
}

/** A password that a known user enters again, for an attempt at it. Where none is set, nothing that he enters is right. */
export function guardedPassword(
  { secrets, hasher }: { readonly secrets: CredentialSecrets; readonly hasher: SecretHasher },
  { userId, kind, entered, caller }: EnteredPassword,
): GuardedSecret<FoundSecret> {
  return {
    read: async () => {
      const found = await secrets.find(userId, kind);
      return { subject: found, lockRecord: found.lockRecord };
    },
    verify: async ({ secret }) => (await hasher.verify(secret, entered, caller)).right,
  };
}
