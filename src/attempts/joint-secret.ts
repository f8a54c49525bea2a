import type { GuardedSecret } from './attempt-guard';
import type { AttemptKey } from './attempt-key';

/** One of several secrets that are entered together. */
export interface JointSecret<Subject> extends GuardedSecret<Subject> {
  readonly key: AttemptKey;
}
