import type { EntityManager } from 'typeorm';
import type { HistoryEvent } from './history-event';

/** Appends to the operation history (R11). Events are never changed or removed. */
export interface History {
  /**
   * Appends `event`; within `transaction`'s transaction when given, so that the event stands or falls with the
   * change that it records.
   */
  append(event: HistoryEvent, transaction?: EntityManager): Promise<void>;
}
