/** Whether one more new password may be compared with one in force. */
export type Allowance =
  { readonly kind: 'ALLOWED' } | { readonly kind: 'USED_UP'; readonly retryAfterSeconds: number };

/**
 * Bounds how often a new password is compared with its user's other password in force. R1 wants the two to differ, and
 * telling that they do not tells the other one: whoever has a session and the login password could try one confirmation
 * password after the other by changing the login password to each, beside the ledger that counts guesses (R7).
 * `take` rejects with LedgerUnavailable (retryable) when the count is out of reach; nothing is compared then.
 */
export interface ComparisonAllowance {
  /** Takes one comparison from what the user has left of the day. */
  take(userId: string): Promise<Allowance>;
}
