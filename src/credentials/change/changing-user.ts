import type { Origin } from '../../history/history-event';
import type { User } from '../../users/user';
import type { HashingCaller } from '../secret-hasher';

/** The user who changes a password of his own, as the request shows him. */
export interface ChangingUser {
  readonly user: User;
  /** Of the login password that the asking session goes by. */
  readonly secretChangedAt: Date;
  readonly origin: Origin;
  readonly caller: HashingCaller;
}
