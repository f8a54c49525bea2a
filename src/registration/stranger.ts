import type { HashingCaller } from '../credentials/secret-hasher';
import type { Origin } from '../history/history-event';

/** Whoever registers, as the request shows him: nobody that the service knows yet. */
export interface Stranger {
  readonly origin: Origin;
  readonly caller: HashingCaller;
}
