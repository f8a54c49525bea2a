import type { ConfirmationRefusal } from '../credentials/confirmation';
import type { ExecutionObstacle } from './execution';
import type { StepObstacle } from './step-rule';

/** Why nothing was done to a paper procedure. */
export type PaperRefusal =
  | { readonly kind: 'NOT_FOUND' }
  | { readonly kind: 'NOT_APPLICABLE'; readonly code: StepObstacle | ExecutionObstacle }
  | { readonly kind: 'CONFIRMATION_REFUSED'; readonly refusal: ConfirmationRefusal };
