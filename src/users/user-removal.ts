import type { HistoryEvent } from '../history/history-event';
import type { User } from './user';

/** Deletes users. */
export interface UserRemoval {
  /**
   * Deletes a general user of the organization with all that is his, and appends the event, together or not at all. The
   * deleted user; null if there is none. The history of what he did stays (R11).
   */
  removeGeneralUser(organizationId: string, userId: string, event: HistoryEvent): Promise<User | null>;
}
