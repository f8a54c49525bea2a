import type { LockRecord } from './attempt-guard';
import type { AttemptKey } from './attempt-key';
import type { Standing } from './attempt-state';

/** How a credential stood at `now`, ms since the epoch by the ledger's clock. */
export interface TimedStanding extends Standing {
  readonly now: number;
}

/** The answer to a request for a permit. */
export type Admission =
  | { readonly kind: 'GRANTED'; readonly standing: TimedStanding }
  | { readonly kind: 'LOCKED_OUT'; readonly standing: TimedStanding }
  | { readonly kind: 'SUSPENDED'; readonly standing: TimedStanding }
  | { readonly kind: 'CONTENDED'; readonly retryAfterMs: number };

/** What became of a ticket. `BARRED`: the secret was right, but the credential was locked or suspended meanwhile. */
export interface SettlementReply {
  readonly as: 'SUCCEEDED' | 'FAILED' | 'REFUNDED' | 'BARRED';
  /** False if the ledger had lost the ticket (Redis was emptied), and with it perhaps a lock. */
  readonly ticketKnown: boolean;
  readonly standing: TimedStanding;
}

/**
 * Counts attempts per credential (R7, `transition` is the specification). Every call is atomic, one round trip, and
 * harmless to repeat. A ticket is 8 characters of base64url (48 bits), drawn at random by whoever asks for the permit.
 * All reject with LedgerUnavailable.
 */
export interface AttemptLedger {
  /** Asks for a permit to verify one secret; repeated with the same ticket it is the same permit. */
  acquire(key: AttemptKey, ticket: string): Promise<Admission>;
  /** Settles the permit; the first settlement of a ticket is the one that counts. */
  settle(key: AttemptKey, ticket: string, as: 'SUCCEEDED' | 'FAILED' | 'REFUNDED'): Promise<SettlementReply>;
  /** Repairs the ledger from Postgres, then confirms or refuses the permit. */
  restoreAndAdmit(key: AttemptKey, record: LockRecord, ticket: string): Promise<Admission>;
  /** Repairs the ledger from Postgres. */
  restore(key: AttemptKey, record: LockRecord): Promise<TimedStanding>;
  /** Notes that Postgres has what fell at `fellAt`, ms since the epoch. */
  confirmMirrored(key: AttemptKey, fellAt: number): Promise<void>;
  /** Sets the counts to 0 and lifts the lock, and the suspension if told so. Returns the standing just before. */
  clear(key: AttemptKey, suspension: 'LIFT_SUSPENSION' | 'KEEP_SUSPENSION'): Promise<TimedStanding>;
  /** The ledger's clock, ms since the epoch. */
  now(key: AttemptKey): Promise<number>;
}
