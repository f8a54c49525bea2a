import type { EntityManager } from 'typeorm';
import type { HistoryEvent } from '../history/history-event';
import type { NoticeOccasion } from './notice-occasion';

/** Where notices wait to be mailed. */
export interface NoticeOutbox {
  /**
   * Puts a notice of `event` in for the user whom it happened to and for the master of the organization, one if they
   * are the same person; within `transaction`, so that nothing is mailed of what is rolled back (R11). Of a changed
   * e-mail address one more goes to the old one, or whoever changed it would be the only one to hear of it.
   */
  enqueue(occasion: NoticeOccasion, event: HistoryEvent, transaction: EntityManager): Promise<void>;
}
