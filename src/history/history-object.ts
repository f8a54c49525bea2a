/** What an event of the history can be about, besides people and credentials. */
export const HISTORY_OBJECT_KINDS = ['APPROVAL_REQUEST', 'PAPER_PROCEDURE', 'RECEIPT'] as const;

export type HistoryObjectKind = (typeof HISTORY_OBJECT_KINDS)[number];

/** Which approval request, which form on paper, or which receipt an event is about (R11). */
export interface HistoryObject {
  readonly kind: HistoryObjectKind;
  /** A UUID of our own making, so that nothing can stand here that somebody typed; of a receipt, its `jti`. */
  readonly id: string;
}

/** Whether this gateway knows objects of a kind; a newer one beside it may record others. */
export function isHistoryObjectKind(kind: string): kind is HistoryObjectKind {
  return HISTORY_OBJECT_KINDS.some((known) => known === kind);
}
