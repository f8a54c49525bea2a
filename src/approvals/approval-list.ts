import type { ApprovalKind } from './approval-kind';
import type { ApprovalPerson, ApprovalRequest } from './approval-request';
import type { ApprovalState } from './approval-state';
import type { ApprovalScope } from './approval-visibility';

/** Which requests to list; null asks for all. */
export interface ApprovalQuery {
  /** What the reader sees at all. */
  readonly scope: ApprovalScope;
  readonly kinds: readonly ApprovalKind[] | null;
  /** Where they stand at the instant `now`. */
  readonly states: readonly ApprovalState[] | null;
  /** Only those that wait for the reader's approval. */
  readonly awaitingMyApproval: boolean;
  /** Only those that the reader requested. */
  readonly mine: boolean;
  readonly now: Date;
}

/** Where a request stands in the list. */
export interface ApprovalPosition {
  readonly createdAt: Date;
  readonly id: string;
}

/** Lists requests, the newest at the head. */
export interface ApprovalList {
  page(
    query: ApprovalQuery,
    count: number,
    after: ApprovalPosition | null,
  ): Promise<readonly ApprovalRequest[]>;
  /** How many there are; not more than `COUNTED_TO`, which stands for as many or more. */
  count(query: ApprovalQuery): Promise<number>;
  /** The users of the organization who may approve requests of a kind, by name. */
  approvers(organizationId: string, kind: ApprovalKind): Promise<readonly ApprovalPerson[]>;
}
