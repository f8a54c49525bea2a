import type { DeriveAttemptKey, AttemptKey } from '../../attempts/attempt-key';
import type { User } from '../../users/user';
import type { CredentialKind } from '../credential-kind';
import type { SecretField } from '../policy/secret-field';

/** The secrets that users choose for themselves and that masters reset (R1, R5). */
export type PasswordKind = Extract<CredentialKind, 'LOGIN_PASSWORD' | 'CONFIRMATION_PASSWORD'>;

/** What the policy calls a password of each kind. */
export const FIELD_OF = {
  LOGIN_PASSWORD: 'loginPassword',
  CONFIRMATION_PASSWORD: 'confirmationPassword',
} as const satisfies Record<PasswordKind, SecretField>;

/** The password that one of this kind must differ from (R1). */
export const COUNTERPART_OF = {
  LOGIN_PASSWORD: 'CONFIRMATION_PASSWORD',
  CONFIRMATION_PASSWORD: 'LOGIN_PASSWORD',
} as const satisfies Record<PasswordKind, PasswordKind>;

/** Where the ledger counts attempts at the user's password: by login ID where strangers try it too, else by user. */
export function passwordKey(
  derive: DeriveAttemptKey,
  kind: PasswordKind,
  user: Pick<User, 'id' | 'loginId'>,
): AttemptKey {
  return derive(kind, kind === 'LOGIN_PASSWORD' ? user.loginId : user.id);
}
