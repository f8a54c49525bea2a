import type { GuardedSecret } from '../attempts/attempt-guard';
import type { CredentialKind } from './credential-kind';
import type { CredentialSecrets, FoundSecret } from './credential-secrets';
import type { EnteredSecret } from './entered-secret';

/** A password that a known user enters again, for an attempt at it. Where none is set, nothing that he enters is right. */
export function guardedPassword(
  secrets: CredentialSecrets,
  { userId, kind }: { readonly userId: string; readonly kind: CredentialKind },
  entered: EnteredSecret,
): GuardedSecret<FoundSecret> {
  return {
    read: async () => {
      const found = await secrets.find(userId, kind);
      return { subject: found, lockRecord: found.lockRecord };
    },
    verify: ({ secret }) => entered.verify(secret),
  };
}
