import type { AttemptKey } from '../attempts/attempt-key';
import type { RepresentativeAccount } from '../credentials/pins/representative-account';
import type { PaperProcedureKind } from './paper-procedure-kind';
import type { PaperProcedureState } from './paper-procedure-state';
import type { RejectionReason } from './rejection-reason';

/** A member of staff as colleagues see him: never his login ID. */
export interface StaffMember {
  readonly id: string;
  readonly name: string;
}

/** Who took a step, and when. */
export interface StepTaken {
  readonly by: StaffMember;
  readonly at: Date;
}

/** A credential to be released in the ledger; `recorded` if that lifts a suspension, which the history tells. */
export interface KeyToRelease extends AttemptKey {
  readonly recorded: boolean;
}

/**
 * What an execution has left to do outside of the database's transaction: written with it, done after it, and done again
 * if a gateway died in between. Every step may be repeated.
 */
export interface OutstandingSteps {
  readonly endSessionsOf: readonly string[];
  readonly release: readonly KeyToRelease[];
  /** Keys whose failures and lockouts go while a suspension stays (R5). */
  readonly clear: readonly AttemptKey[];
  readonly closeRegistrationOf: string | null;
}

/** Nothing outstanding; executions spread it and name what they leave. */
export const NOTHING_OUTSTANDING: OutstandingSteps = {
  endSessionsOf: [],
  release: [],
  clear: [],
  closeRegistrationOf: null,
};

/** A form that has arrived on paper, and how far staff have come with it (R6). It holds no secret. */
export interface PaperProcedure {
  readonly id: string;
  readonly kind: PaperProcedureKind;
  readonly state: PaperProcedureState;
  /** The number printed on the form. */
  readonly formReference: string;
  /** Null for a member of staff, who has none. */
  readonly account: RepresentativeAccount | null;
  /** The organization of the account; null until its contract is opened. */
  readonly organizationId: string | null;
  /** As the form names it, for a contract to open; null otherwise. */
  readonly organizationName: string | null;
  /** The master whom the form was received for, or the member of staff to restore. */
  readonly subjectUserId: string | null;
  readonly received: StepTaken;
  readonly verified: StepTaken | null;
  readonly executed: StepTaken | null;
  readonly rejected: (StepTaken & { readonly reason: RejectionReason }) | null;
  /** Null when nothing is left to do. */
  readonly outstanding: OutstandingSteps | null;
}
