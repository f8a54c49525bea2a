import type { HashingCaller } from '../credentials/secret-hasher';
import type { Origin } from '../history/history-event';

/** The user who administers others, as the request shows him. */
export interface ActingUser {
  readonly id: string;
  readonly organizationId: string;
  readonly origin: Origin;
  readonly caller: HashingCaller;
}
