import type { AttemptRefusal } from '../attempts/attempt-refusal';
import type { CredentialKind } from '../credentials/credential-kind';
import type { ConfirmationRefusal } from '../credentials/confirmation';
import type { PinKind } from '../credentials/pins/pin-kind';
import { translate } from '../i18n/translate';
import type { Language, Permission } from '../users/user';
import {
  Busy,
  LockedOut,
  NotPermitted,
  Suspended,
  TemporaryPasswordExpired,
  WrongConfirmationPassword,
} from './refusals';

/** Puts a refused attempt into GraphQL and the reader's language. */
export function presentAttemptRefusal(
  refusal: AttemptRefusal,
  credential: CredentialKind,
  language: Language,
): LockedOut | Suspended | Busy {
  switch (refusal.kind) {
    case 'LOCKED_OUT': {
      const { lockedUntil, retryAfterSeconds } = refusal;
      const message = translate(language, 'LOCKED_OUT', { lockedUntil });
      return Object.assign(new LockedOut(), { message, credential, lockedUntil, retryAfterSeconds });
    }
    case 'SUSPENDED':
      return Object.assign(new Suspended(), {
        message: translate(language, 'SUSPENDED'),
        credential,
        guidance: translate(language, 'SUSPENDED_GUIDANCE'),
      });
    case 'BUSY':
      return presentBusy(refusal.retryAfterSeconds, language);
    default:
      return refusal satisfies never;
  }
}

/** Puts a refused attempt at a PIN into GraphQL and the reader's language: its suspension is released on paper alone (R6). */
export function presentPinRefusal(
  refusal: AttemptRefusal,
  credential: PinKind,
  language: Language,
): LockedOut | Suspended | Busy {
  if (refusal.kind !== 'SUSPENDED') return presentAttemptRefusal(refusal, credential, language);
  return Object.assign(new Suspended(), {
    message: translate(language, 'PIN_SUSPENDED'),
    credential,
    guidance: translate(language, 'PIN_SUSPENDED_GUIDANCE'),
  });
}

/** Says in the reader's language when to come back. */
export function presentBusy(retryAfterSeconds: number, language: Language): Busy {
  const message = translate(language, 'BUSY', { retryAfterSeconds });
  return Object.assign(new Busy(), { message, retryAfterSeconds });
}

/** Puts a refused confirmation into GraphQL and the reader's language. */
export function presentConfirmationRefusal(
  refusal: ConfirmationRefusal,
  language: Language,
): WrongConfirmationPassword | LockedOut | Suspended | Busy {
  if (refusal.kind !== 'WRONG_CONFIRMATION_PASSWORD') {
    return presentAttemptRefusal(refusal, 'CONFIRMATION_PASSWORD', language);
  }
  return Object.assign(new WrongConfirmationPassword(), { message: translate(language, refusal.kind) });
}

/** Puts a temporary password that has run out into GraphQL and the reader's language. */
export function presentTemporaryPasswordExpired(
  { expiredAt }: { readonly expiredAt: Date },
  credential: CredentialKind,
  language: Language,
): TemporaryPasswordExpired {
  return Object.assign(new TemporaryPasswordExpired(), {
    message: translate(language, 'TEMPORARY_PASSWORD_EXPIRED'),
    credential,
    expiredAt,
    guidance: translate(language, 'TEMPORARY_PASSWORD_EXPIRED_GUIDANCE'),
  });
}

/** Puts a lacking permission into GraphQL and the reader's language. */
export function presentNotPermitted(permission: Permission, language: Language): NotPermitted {
  return Object.assign(new NotPermitted(), { message: translate(language, 'NOT_PERMITTED'), permission });
}
