import type { EntityManager } from 'typeorm';
import type { AttemptKey } from './attempt-key';

/**
 * The caller's own writes, such as its history event, which commit together with the change or not at all. `changed`
 * tells whether there is a change: repeating a suspension or release need record nothing twice.
 */
export type Alongside = (transaction: EntityManager, changed: boolean) => Promise<void>;

/**
 * Administrative changes to a credential's attempt state (R5, R7). Each takes effect on every gateway before it
 * resolves, and may be repeated. Each rejects with LedgerUnavailable (retryable) when Redis or Postgres is out of reach
 * or `alongside` threw, which is its cause then; what Postgres has committed by then is final, and repeating the call finishes it.
 */
export interface AttemptAdministration {
  /** Suspends now; `changed` if it was not suspended. */
  suspend(key: AttemptKey, alongside?: Alongside): Promise<void>;
  /** Lifts suspension and lockout, sets all counts to 0; `changed` if Postgres remembered any. Usable at once. */
  release(key: AttemptKey, alongside?: Alongside): Promise<void>;
  /** Clears failures, lockout and lockout count, but keeps a suspension (R5); `changed` if Postgres remembered any. */
  clear(key: AttemptKey, alongside?: Alongside): Promise<void>;
}
