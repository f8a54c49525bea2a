import type { PaperProcedure } from './paper-procedure';
import { stateAfter, type PaperProcedureState, type PaperStep } from './paper-procedure-state';

export type FourEyesObstacle = 'OWN_RECEIPT' | 'OWN_ACCOUNT';
export type StateObstacle = 'NOT_VERIFIED' | 'ALREADY_VERIFIED' | 'ALREADY_EXECUTED' | 'ALREADY_REJECTED';
export type StepObstacle = FourEyesObstacle | StateObstacle;

type Received = Pick<PaperProcedure, 'kind' | 'received' | 'subjectUserId'>;

/**
 * Four eyes (R6): neither verifies nor executes who received, since looking at one's own entry again finds no fault in
 * it. Rejecting is free to all, so that a slip of one's own can be taken back. Nobody has a hand in restoring himself.
 */
export function fourEyesObstacle(
  { kind, received, subjectUserId }: Received,
  step: PaperStep,
  staffId: string,
): FourEyesObstacle | null {
  if (kind === 'RESTORE_STAFF' && subjectUserId === staffId) return 'OWN_ACCOUNT';
  if (step !== 'REJECT' && received.by.id === staffId) return 'OWN_RECEIPT';
  return null;
}

/** Why `step` cannot be taken in `state`; null if it can (R6). */
export function stateObstacle(state: PaperProcedureState, step: PaperStep): StateObstacle | null {
  if (stateAfter(state, step) !== null) return null;
  switch (state) {
    case 'RECEIVED':
      return 'NOT_VERIFIED';
    case 'VERIFIED':
      return 'ALREADY_VERIFIED';
    case 'EXECUTED':
      return 'ALREADY_EXECUTED';
    case 'REJECTED':
      return 'ALREADY_REJECTED';
    default:
      return state satisfies never;
  }
}

/** What stands against a step, first of all who wants to take it. */
export function stepObstacle(
  procedure: Received & Pick<PaperProcedure, 'state'>,
  step: PaperStep,
  staffId: string,
): StepObstacle | null {
  return fourEyesObstacle(procedure, step, staffId) ?? stateObstacle(procedure.state, step);
}
