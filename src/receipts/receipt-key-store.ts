import type { EntityManager } from 'typeorm';
import type { ScheduledKey, StoredKey } from './receipt-key';

/** Keeps the keys for receipts, the same for all gateways. */
export interface ReceiptKeyStore {
  /** Every key that there is or was, oldest first. */
  all(transaction?: EntityManager): Promise<readonly StoredKey[]>;
  /** Runs `work` in a transaction of its own while no other gateway does. */
  inTurn<Result>(work: (transaction: EntityManager) => Promise<Result>): Promise<Result>;
  add(key: StoredKey, transaction: EntityManager): Promise<void>;
  /** Writes the ends of signing and verifying. */
  reschedule(keys: readonly ScheduledKey[], transaction: EntityManager): Promise<void>;
  revoke(kid: string, now: Date, transaction: EntityManager): Promise<void>;
  /** Deletes the private halves of keys that neither sign nor verify any more. */
  forgetPrivateKeys(now: Date, transaction: EntityManager): Promise<void>;
}
