import type { IssuedChallenge } from '../additional-authentication/challenge';
import type { Device } from '../additional-authentication/device-token';
import type { AttemptRefusal } from '../attempts/attempt-refusal';
import type { ShownAtLogin } from '../users/shown-at-login';
import type { User } from '../users/user';

/** How a login ended. What a front end must handle is here; faults are thrown. */
export type LoginOutcome =
  | {
      readonly kind: 'LOGGED_IN';
      readonly user: User;
      readonly sessionToken: string;
      /** The device that the login came from; null at a first login from one without a name. */
      readonly device: Device | null;
      /** What the login has read and recorded of its user, so that it need not be read again to be shown. */
      readonly shown: ShownAtLogin;
    }
  | ({ readonly kind: 'ADDITIONAL_AUTHENTICATION_REQUIRED' } & IssuedChallenge)
  | { readonly kind: 'INVALID_CREDENTIALS' }
  /** The password is right, but somebody else set it too long ago. */
  | { readonly kind: 'TEMPORARY_PASSWORD_EXPIRED'; readonly expiredAt: Date }
  | AttemptRefusal;
