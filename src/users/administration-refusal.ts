import type { ConfirmationRefusal } from '../credentials/confirmation';

/** Why something was not done to a user. Another organization's user is `NOT_FOUND` like one that never was (R5). */
export type AdministrationRefusal<Obstacle extends string> =
  | { readonly kind: 'NOT_FOUND' }
  | { readonly kind: 'NOT_APPLICABLE'; readonly code: Obstacle }
  | { readonly kind: 'CONFIRMATION_REFUSED'; readonly refusal: ConfirmationRefusal };
