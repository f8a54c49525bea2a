import type { User } from '../users/user';
import type { HistoryObjectKind } from './history-object';

/** Which part of the history a reader sees (R11). */
export type HistoryScope =
  /** Everything of one organization: its master. */
  | { readonly kind: 'ORGANIZATION'; readonly organizationId: string }
  /** What the user did and what happened to him. */
  | { readonly kind: 'OWN'; readonly userId: string; readonly organizationId: string | null }
  /** The paper procedures of all organizations: the bank's staff. */
  | { readonly kind: 'PAPER_PROCEDURES' };

/** R11: a master sees his organization's history, a general user his own, staff the procedures'. */
export function historyScopeOf({
  id,
  role,
  organizationId,
}: Pick<User, 'id' | 'role' | 'organizationId'>): HistoryScope {
  switch (role) {
    case 'MASTER':
      // The database lets no master be without an organization; if one were, he would see his own.
      return organizationId === null
        ? { kind: 'OWN', userId: id, organizationId }
        : { kind: 'ORGANIZATION', organizationId };
    case 'GENERAL':
      return { kind: 'OWN', userId: id, organizationId };
    case 'STAFF':
      return { kind: 'PAPER_PROCEDURES' };
    default:
      return role satisfies never;
  }
}

/**
 * Whether a reader is told which object of a kind an event is about (R11): what he can look up. Forms on paper are the
 * bank's own, requests and receipts the customers'.
 */
export function isToldOf({ kind }: HistoryScope, object: HistoryObjectKind): boolean {
  switch (object) {
    case 'APPROVAL_REQUEST':
    case 'RECEIPT':
      return kind !== 'PAPER_PROCEDURES';
    case 'PAPER_PROCEDURE':
      return kind === 'PAPER_PROCEDURES';
    default:
      return object satisfies never;
  }
}
