import type { ApprovalKind } from './approval-kind';
import type { ApprovalState } from './approval-state';

/** What a requester asks for. The payload itself lies in the core-banking system; its hash binds the approval to it. */
export interface ApprovalContent {
  readonly kind: ApprovalKind;
  readonly title: string;
  readonly itemCount: number;
  readonly totalAmountYen: number;
  /** SHA-256 of the payload, 64 lower-case hexadecimal digits. */
  readonly payloadSha256: string;
  /** The first instant at which nobody can approve any more. */
  readonly deadline: Date;
}

/** Somebody who has to do with a request. The name is kept with it, so that it is known when the user is not any more. */
export interface ApprovalPerson {
  readonly id: string;
  readonly name: string;
}

/** Transfer or collection data on its way to approval (R10). */
export interface ApprovalRequest extends ApprovalContent {
  readonly id: string;
  readonly organizationId: string;
  /** As it is stored; {@link standingOf} says where it stands at an instant. */
  readonly state: ApprovalState;
  /** Grows each time the request is saved or submitted, so that what is approved is what was seen. */
  readonly contentVersion: number;
  readonly requester: ApprovalPerson;
  /** Who is asked to approve. */
  readonly approver: ApprovalPerson;
  readonly createdAt: Date;
  /** When it was last submitted; null if it never was. */
  readonly submittedAt: Date | null;
  /** Why the approver sent it back; until it is submitted again. */
  readonly remandReason: string | null;
  readonly approval: Approval | null;
  readonly cancellation: Cancellation | null;
}

/** An approval that was given. `receiptId` is the `jti` of its receipts. */
export interface Approval {
  readonly byUserId: string;
  readonly at: Date;
  readonly receiptId: string;
}

/** An approval that was taken back. `receiptId` is the `jti` of the receipts of that. */
export interface Cancellation {
  readonly at: Date;
  readonly receiptId: string;
}

/** Where a request stands at the instant `now`: one that waits for approval is expired from its deadline on, written down or not (R10). */
export function standingOf(
  { state, deadline }: Pick<ApprovalRequest, 'state' | 'deadline'>,
  now: Date,
): ApprovalState {
  return state === 'PENDING_APPROVAL' && isPast(deadline, now) ? 'EXPIRED' : state;
}

/** Whether a deadline has passed; at exactly that instant it has. */
export function isPast(deadline: Date, now: Date): boolean {
  return now.getTime() >= deadline.getTime();
}

/** Whether a request is its requester's alone: never submitted, or taken up again as a draft. */
export function isPrivate({ state, submittedAt }: Pick<ApprovalRequest, 'state' | 'submittedAt'>): boolean {
  return state === 'DRAFT' || submittedAt === null;
}
