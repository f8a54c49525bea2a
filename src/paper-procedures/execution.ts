import type { EntityManager } from 'typeorm';
import type { Origin } from '../history/history-event';
import type { OutstandingSteps, PaperProcedure } from './paper-procedure';
import type { PaperProcedureKind } from './paper-procedure-kind';
import type { PaperSecret } from './paper-register';

/** A verified form about to be carried out. */
export interface ExecutionOrder {
  readonly procedure: PaperProcedure;
  readonly secrets: readonly PaperSecret[];
  readonly executedBy: string;
  readonly executedAt: Date;
  readonly origin: Origin;
}

/** What makes a form pointless by the time that it is received or carried out. */
export type ExecutionObstacle =
  | 'CONTRACT_EXISTS'
  | 'NO_CONTRACT'
  | 'NO_MASTER'
  | 'MASTER_NOT_SUSPENDED'
  | 'PIN_NOT_SUSPENDED'
  | 'NO_STAFF_MEMBER';

export type ExecutionOutcome =
  | {
      readonly kind: 'DONE';
      /** The organization that it was done to; null for a member of staff. */
      readonly organizationId: string | null;
      readonly outstanding: OutstandingSteps;
    }
  | { readonly kind: 'NOT_APPLICABLE'; readonly code: ExecutionObstacle };

/** Carries a form out within `transaction`, and names what is left to do after it. Writes nothing if it is not applicable. */
export type Execution = (order: ExecutionOrder, transaction: EntityManager) => Promise<ExecutionOutcome>;

/** How each kind of form is carried out. */
export type Executions = Readonly<Record<PaperProcedureKind, Execution>>;
