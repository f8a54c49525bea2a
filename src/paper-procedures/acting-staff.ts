import type { HashingCaller } from '../credentials/secret-hasher';
import type { Origin } from '../history/history-event';

/** The member of staff who acts, as the request shows him. Staff belong to no organization. */
export interface ActingStaff {
  readonly id: string;
  readonly organizationId: null;
  readonly origin: Origin;
  readonly caller: HashingCaller;
}
