import type { EntityManager } from 'typeorm';
import type { RepresentativeAccount } from '../credentials/pins/representative-account';
import type { StoredSecret } from '../credentials/secret-hasher';
import type { PinKind } from '../credentials/pins/pin-kind';
import type { HistoryEvent } from '../history/history-event';
import type { OutstandingSteps, PaperProcedure } from './paper-procedure';
import type { RejectionReason } from './rejection-reason';

/** A secret that stood on the form, hashed when it was received and kept apart until the execution moves it. */
export interface PaperSecret {
  readonly kind: PinKind | 'LOGIN_PASSWORD';
  readonly secret: StoredSecret;
}

/** A form that has just been received. */
export type NewPaperProcedure = Pick<
  PaperProcedure,
  'id' | 'kind' | 'formReference' | 'account' | 'organizationId' | 'organizationName' | 'subjectUserId'
> & {
  readonly receivedBy: string;
  readonly receivedAt: Date;
  readonly secrets: readonly PaperSecret[];
};

interface Mark {
  readonly by: string;
  readonly at: Date;
}

/** A step as it is written down. */
export type PaperMark =
  | (Mark & { readonly step: 'VERIFY' })
  | (Mark & {
      readonly step: 'EXECUTE';
      readonly organizationId: string | null;
      readonly outstanding: OutstandingSteps;
    })
  | (Mark & { readonly step: 'REJECT'; readonly reason: RejectionReason });

/** The paper procedures as they are kept. */
export interface PaperRegister {
  /** Enters a form with its secrets and its event. One form of a kind is received once, unless it was rejected. */
  receive(procedure: NewPaperProcedure, event: HistoryEvent): Promise<'RECEIVED' | 'FORM_ALREADY_RECEIVED'>;
  find(procedureId: string): Promise<PaperProcedure | null>;
  /** Runs `work` in a transaction that holds the procedure, so that of two steps at once one comes after the other; null if there is none. */
  whileHeld<Result>(
    procedureId: string,
    work: (procedure: PaperProcedure, transaction: EntityManager) => Promise<Result>,
  ): Promise<Result | null>;
  secretsOf(procedureId: string, transaction: EntityManager): Promise<readonly PaperSecret[]>;
  /** Writes a step down. Executing and rejecting remove the form's secrets. */
  mark(procedureId: string, mark: PaperMark, transaction: EntityManager): Promise<void>;
  /** Notes that nothing of an execution is outstanding any more. */
  settle(procedureId: string): Promise<void>;
}

/** Whom a form can be about. */
export interface PaperTargets {
  organizationOf(
    account: RepresentativeAccount,
  ): Promise<{ readonly id: string; readonly masterId: string | null } | null>;
  /** The one member of staff with this address; null if there is none, or more than one. */
  staffWithEmail(email: string): Promise<{
    readonly id: string;
    readonly loginId: string;
    readonly name: string;
    readonly email: string;
  } | null>;
}
