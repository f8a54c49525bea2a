import type { HistoryEvent } from '../history/history-event';
import type { User } from './user';
import type { ChangeReason, UserChange } from './user-change';

/** Which user to change, and the version that whoever changes him has seen. */
export interface RevisionTarget {
  readonly organizationId: string;
  readonly userId: string;
  readonly version: number;
}

export type RevisionOutcome =
  | { readonly kind: 'REVISED'; readonly user: User }
  | { readonly kind: 'NOT_FOUND' }
  /** Somebody changed him meanwhile: `user` as he stands now. */
  | { readonly kind: 'CONFLICT'; readonly user: User };

/** Changes users that exist. */
export interface UserRevision {
  /**
   * Changes the user and appends an event for each reason, together or not at all. Of any number of changes to the
   * same version one is made; the others are conflicts. A change to what is so already is none. `event` is given the
   * user as he stood before.
   */
  revise(
    target: RevisionTarget,
    change: UserChange,
    event: (reason: ChangeReason, before: User) => HistoryEvent,
  ): Promise<RevisionOutcome>;
}
