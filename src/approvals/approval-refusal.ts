import type { ConfirmationRefusal } from '../credentials/confirmation';
import type { Permission } from '../users/user';
import type { ApprovalRequest } from './approval-request';

/** What stands against a step because of where the request stands. */
export type StateObstacle =
  | 'DRAFT_REQUEST'
  | 'PENDING_REQUEST'
  | 'APPROVED_REQUEST'
  | 'REMANDED_REQUEST'
  | 'WITHDRAWN_REQUEST'
  | 'CANCELLED_APPROVAL'
  | 'DELETED_REQUEST'
  | 'EXPIRED_REQUEST';

/** What stands against a step because of who takes it, or when. */
export type PersonObstacle =
  | 'NOT_REQUESTER'
  | 'NOT_DESIGNATED_APPROVER'
  | 'NOT_WHO_APPROVED'
  | 'SELF_APPROVAL_FORBIDDEN'
  | 'OVER_LIMIT'
  | 'DEADLINE_PASSED';

/** What stands against making a request: its key names another one. */
type KeyObstacle = 'IDEMPOTENCY_KEY_USED';

/** What stands against a step because of the request's standing, of who takes it, or when; or because of its key. */
export interface NotApplicableStep {
  readonly kind: 'NOT_APPLICABLE';
  readonly code: StateObstacle | PersonObstacle | KeyObstacle;
}

/** What stands against a step of a request. */
export type ApprovalObstacle =
  | NotApplicableStep
  | { readonly kind: 'NOT_PERMITTED'; readonly permission: Permission }
  /** The request was changed since it was looked at: `request` as it stands now. */
  | { readonly kind: 'CONFLICT'; readonly request: ApprovalRequest };

/** There is no such request, or none that the user sees. */
export interface NoSuchRequest {
  readonly kind: 'NOT_FOUND';
}

/** Why nothing was done to a request, by a step that asks for no secret. */
export type StepRefusal = ApprovalObstacle | NoSuchRequest;

/** The same for a step that asks for the confirmation password (R3). */
export type ApprovalRefusal =
  StepRefusal | { readonly kind: 'CONFIRMATION_REFUSED'; readonly refusal: ConfirmationRefusal };
