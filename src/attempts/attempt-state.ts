/** A lockout of one credential, `[at, until)`; it stays on record after its end, as the memory of when lockouts last grew. */
export interface Lock {
  /** When it fell, ms since the epoch by the ledger's clock. */
  readonly at: number;
  /** The first instant at which the credential works again, ms since the epoch. */
  readonly until: number;
}

/** How a ticket ended: `EXPIRED` is a failure by crash, `BARRED` a right secret that came too late to count. */
export type Settlement = 'SUCCEEDED' | 'FAILED' | 'REFUNDED' | 'EXPIRED' | 'BARRED';

/** How one credential stands (R7). */
export interface Standing {
  /** Wrong entries in a row since the last success or lockout; below N. */
  readonly failures: number;
  /** Lockouts in a row since the last success or release. */
  readonly lockouts: number;
  /** Null while suspended: a suspension takes the place of the lock. */
  readonly lock: Lock | null;
  /** ms since the epoch; null unless suspended. */
  readonly suspendedAt: number | null;
  /** Whether a lockout or suspension fell that Postgres may not have yet. */
  readonly unmirrored: boolean;
}

/** Everything the ledger keeps of one credential. */
export interface AttemptState extends Standing {
  /** Tickets whose secret is being verified, and when their lease runs out (ms since the epoch). */
  readonly permits: ReadonlyMap<string, number>;
  /** Tickets settled a short while ago: how and when, so that settling twice changes nothing. */
  readonly settled: ReadonlyMap<string, { readonly as: Settlement; readonly at: number }>;
}

/** A credential that nobody has tried, or that succeeded last. */
export const UNTRIED: AttemptState = {
  failures: 0,
  lockouts: 0,
  lock: null,
  suspendedAt: null,
  unmirrored: false,
  permits: new Map(),
  settled: new Map(),
};

/** Why a credential must be refused now, even with the right secret; null when it may be tried (R7). */
export type Bar =
  { readonly kind: 'LOCKED_OUT'; readonly lockedUntil: number } | { readonly kind: 'SUSPENDED' };

/** The bar that stands at `now` (ms since the epoch). A lock ends at exactly `until`. */
export function barOf(standing: Pick<Standing, 'lock' | 'suspendedAt'>, now: number): Bar | null {
  if (standing.suspendedAt !== null) return { kind: 'SUSPENDED' };
  if (standing.lock !== null && now < standing.lock.until) {
    return { kind: 'LOCKED_OUT', lockedUntil: standing.lock.until };
  }
  return null;
}
