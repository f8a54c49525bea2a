import type { CredentialKind } from '../credentials/credential-kind';
import type { AttemptPolicy } from './attempt-policy';
import type { LedgerDurations } from './attempt-transition';

/** How the attempt ledger behaves; all durations in milliseconds. */
export interface AttemptSettings extends LedgerDurations {
  /** N, M and the lockout per kind of credential (R7). */
  readonly policies: Readonly<Record<CredentialKind, AttemptPolicy>>;
  /** The longest a verification may take, queueing included; a permit with less lease left is given back unused. */
  readonly verificationMs: number;
  /** How long an attempt waits for a permit before it is told to come back. */
  readonly waitMs: number;
  /** How many attempts of one process may wait for the same credential. */
  readonly maxWaiters: number;
  /** How long an idle counter is kept; longer than any lockout. Postgres remembers lockouts and suspensions beyond it. */
  readonly retentionMs: number;
  /** What every Redis key of the ledger starts with. At most 4 characters, or each tracked credential costs 16 bytes more. */
  readonly keyPrefix: string;
}

/** R7: five wrong entries lock for one hour, the third lockout in a row suspends. */
export const DEFAULT_ATTEMPT_POLICY: AttemptPolicy = {
  failuresPerLockout: 5,
  lockoutsPerSuspension: 3,
  lockoutMs: 3_600_000,
};

/**
 * By how much a settled ticket outlives its lease. Settling is repeated until the lease has run out (LateSettlement);
 * the rest covers the two tries before that and the commands still under way, each bounded by the Redis command timeout.
 */
export const SETTLED_BEYOND_LEASE_MS = 10_000;

/** The defaults; `settledMs` must exceed `leaseMs` as said above, `leaseMs` exceed `verificationMs`. */
export const DEFAULT_ATTEMPT_SETTINGS: AttemptSettings = {
  policies: {
    LOGIN_PASSWORD: DEFAULT_ATTEMPT_POLICY,
    CONFIRMATION_PASSWORD: DEFAULT_ATTEMPT_POLICY,
    INQUIRY_PIN: DEFAULT_ATTEMPT_POLICY,
    TRANSFER_PIN: DEFAULT_ATTEMPT_POLICY,
    CONFIRMATION_PIN: DEFAULT_ATTEMPT_POLICY,
    APPROVAL_PIN: DEFAULT_ATTEMPT_POLICY,
    SECURITY_ANSWER: DEFAULT_ATTEMPT_POLICY,
  },
  leaseMs: 15_000,
  settledMs: 15_000 + SETTLED_BEYOND_LEASE_MS,
  verificationMs: 5_000,
  waitMs: 10_000,
  maxWaiters: 256,
  retentionMs: 30 * 24 * 3_600_000,
  keyPrefix: 'sk:a',
};
