/** Where a paper procedure stands (R6). `EXECUTED` and `REJECTED` are final. */
export const PAPER_PROCEDURE_STATES = ['RECEIVED', 'VERIFIED', 'EXECUTED', 'REJECTED'] as const;

export type PaperProcedureState = (typeof PAPER_PROCEDURE_STATES)[number];

/** What staff do with a received form. */
export const PAPER_STEPS = ['VERIFY', 'EXECUTE', 'REJECT'] as const;

export type PaperStep = (typeof PAPER_STEPS)[number];

/** R6: `RECEIVED → VERIFIED → EXECUTED`, or `REJECTED`. What is not here is not allowed. The database keeps the same table. */
export const PAPER_TRANSITIONS = {
  RECEIVED: { VERIFY: 'VERIFIED', REJECT: 'REJECTED' },
  VERIFIED: { EXECUTE: 'EXECUTED', REJECT: 'REJECTED' },
  EXECUTED: {},
  REJECTED: {},
} as const satisfies Readonly<
  Record<PaperProcedureState, Readonly<Partial<Record<PaperStep, PaperProcedureState>>>>
>;

/** The state that `step` leads to from `state`; null if it is not allowed. */
export function stateAfter(state: PaperProcedureState, step: PaperStep): PaperProcedureState | null {
  const next: Readonly<Partial<Record<PaperStep, PaperProcedureState>>> = PAPER_TRANSITIONS[state];
  return next[step] ?? null;
}

/** Whether the procedure still waits for staff. */
export function isOpen(state: PaperProcedureState): boolean {
  return Object.keys(PAPER_TRANSITIONS[state]).length > 0;
}
