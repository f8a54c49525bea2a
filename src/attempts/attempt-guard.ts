import type { Origin } from '../history/history-event';
import type { AttemptKey } from './attempt-key';

/** What Postgres remembers of a credential's locks; null where it remembers none. Times in ms since the epoch, by Redis's clock. */
export interface LockRecord {
  readonly lockouts: number;
  readonly lockedAt: number | null;
  readonly lockedUntil: number | null;
  readonly suspendedAt: number | null;
  readonly clearedAt: number | null;
}

/** The consumer's part of a guarded attempt. */
export interface GuardedSecret<Subject> {
  /** Reads what is needed to verify, together with the credential's lock record (one statement, so that a login costs one read). */
  read(): Promise<{ readonly subject: Subject; readonly lockRecord: LockRecord | null }>;
  /**
   * Verifies the entered secret. Throwing refunds the attempt: a fault of the system never costs the user one. What takes
   * longer than `withinMs` may count as wrong: then the lease of the permit runs out.
   */
  verify(subject: Subject, withinMs: number): Promise<boolean>;
}

/** How a guarded attempt ended. */
export type AttemptOutcome<Subject> =
  | { readonly kind: 'SUCCEEDED'; readonly subject: Subject }
  | { readonly kind: 'FAILED'; readonly subject: Subject }
  | { readonly kind: 'LOCKED_OUT'; readonly lockedUntil: Date; readonly retryAfterSeconds: number }
  | { readonly kind: 'SUSPENDED' }
  | { readonly kind: 'BUSY'; readonly retryAfterSeconds: number };

/**
 * Verifies secrets within the guess budget of their credential (R7, design "The attempt ledger"): takes a permit, lets
 * the consumer read and verify, settles the permit and mirrors a lock that fell, in this order.
 * `attempt` rejects with LedgerUnavailable (retryable; nothing was let through) when Redis or Postgres is out of reach,
 * and with whatever `read` or `verify` threw, refunded.
 */
export interface AttemptGuard {
  attempt<Subject>(
    key: AttemptKey,
    secret: GuardedSecret<Subject>,
    origin: Origin | null,
  ): Promise<AttemptOutcome<Subject>>;
}
