import type { User } from '../users/user';

/** How a login ended. What a front end must handle is here; faults are thrown. */
export type LoginOutcome =
  | { readonly kind: 'LOGGED_IN'; readonly user: User; readonly sessionToken: string }
  | { readonly kind: 'INVALID_CREDENTIALS' }
  | { readonly kind: 'LOCKED_OUT'; readonly lockedUntil: Date; readonly retryAfterSeconds: number }
  | { readonly kind: 'SUSPENDED' }
  | { readonly kind: 'BUSY'; readonly retryAfterSeconds: number };
