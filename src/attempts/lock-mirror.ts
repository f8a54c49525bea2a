import type { Origin } from '../history/history-event';
import type { Alongside } from './attempt-administration';
import type { LockRecord } from './attempt-guard';
import type { AttemptKey } from './attempt-key';
import type { Standing } from './attempt-state';

/**
 * The lasting memory of lockouts and suspensions (R7), beside the ledger. Every change is one transaction together
 * with its history event. All reject with LedgerUnavailable, whose cause may be what `alongside` threw.
 */
export interface LockMirror {
  /** What is remembered of the credential. */
  find(key: AttemptKey): Promise<LockRecord | null>;
  /** Enters a lockout or suspension that fell in the ledger, with its event, once; returns what stands then. */
  recordFallen(key: AttemptKey, standing: Standing, origin: Origin | null): Promise<LockRecord>;
  /** Forgets the lockouts that ended before a success at `at`, ms since the epoch by the ledger's clock. */
  clearAfterSuccess(key: AttemptKey, at: number): Promise<void>;
  /** Suspends from `at` on; returns what stands then. `at` in ms since the epoch by the ledger's clock; likewise below. */
  suspend(key: AttemptKey, at: number, alongside: Alongside): Promise<LockRecord>;
  /** Forgets lockouts and suspension. */
  release(key: AttemptKey, at: number, alongside: Alongside): Promise<void>;
  /** Forgets lockouts, keeps a suspension. */
  clear(key: AttemptKey, at: number, alongside: Alongside): Promise<void>;
}
