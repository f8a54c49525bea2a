/** Where an approval request stands (R10). `DELETED` and `EXPIRED` are final. */
export const APPROVAL_STATES = [
  'DRAFT',
  'PENDING_APPROVAL',
  'APPROVED',
  'REMANDED',
  'WITHDRAWN',
  'APPROVAL_CANCELLED',
  'DELETED',
  'EXPIRED',
] as const;

export type ApprovalState = (typeof APPROVAL_STATES)[number];

/** What is done with a request: saving it as a draft, submitting it, and what follows; the clock alone takes `EXPIRE`. */
export const APPROVAL_STEPS = [
  'EDIT',
  'SUBMIT',
  'APPROVE',
  'REMAND',
  'WITHDRAW',
  'CANCEL_APPROVAL',
  'DELETE',
  'EXPIRE',
] as const;

export type ApprovalStep = (typeof APPROVAL_STEPS)[number];

/** What the requester may do with a request that waits for nobody but him. */
const IN_THE_HANDS_OF_ITS_REQUESTER = {
  EDIT: 'DRAFT',
  SUBMIT: 'PENDING_APPROVAL',
  DELETE: 'DELETED',
} as const;

/** R10. What is not here is not allowed. The database keeps the same table. */
export const APPROVAL_TRANSITIONS = {
  DRAFT: IN_THE_HANDS_OF_ITS_REQUESTER,
  PENDING_APPROVAL: {
    APPROVE: 'APPROVED',
    REMAND: 'REMANDED',
    WITHDRAW: 'WITHDRAWN',
    EXPIRE: 'EXPIRED',
  },
  APPROVED: { CANCEL_APPROVAL: 'APPROVAL_CANCELLED' },
  REMANDED: IN_THE_HANDS_OF_ITS_REQUESTER,
  WITHDRAWN: IN_THE_HANDS_OF_ITS_REQUESTER,
  APPROVAL_CANCELLED: IN_THE_HANDS_OF_ITS_REQUESTER,
  DELETED: {},
  EXPIRED: {},
} as const satisfies Readonly<Record<ApprovalState, Readonly<Partial<Record<ApprovalStep, ApprovalState>>>>>;

/** The state that `step` leads to from `state`; null if it is not allowed. */
export function stateAfter(state: ApprovalState, step: ApprovalStep): ApprovalState | null {
  const next: Readonly<Partial<Record<ApprovalStep, ApprovalState>>> = APPROVAL_TRANSITIONS[state];
  return next[step] ?? null;
}
