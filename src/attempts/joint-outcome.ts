import type { AttemptOutcome } from './attempt-guard';
import { BUSY, type AttemptRefusal } from './attempt-refusal';

/** How an attempt at several secrets together ended. Which of them was wrong or is barred is not told. */
export type JointOutcome = { readonly kind: 'SUCCEEDED' } | { readonly kind: 'FAILED' } | AttemptRefusal;

/**
 * What the outcomes of several attempts amount to. The gravest decides, in an order that does not depend on whose it is:
 * suspended, locked, wrong, busy. Anything less than every one of `count` right is no success.
 */
export function jointOutcome(outcomes: readonly AttemptOutcome<unknown>[], count: number): JointOutcome {
  const refusals = outcomes.filter((outcome): outcome is AttemptRefusal => isRefusal(outcome));
  const suspended = refusals.find(({ kind }) => kind === 'SUSPENDED');
  if (suspended !== undefined) return suspended;
  const locked = refusals.filter((refusal) => refusal.kind === 'LOCKED_OUT');
  if (locked.length > 0) return latestLock(locked);
  if (outcomes.some(({ kind }) => kind === 'FAILED')) return { kind: 'FAILED' };
  const right = outcomes.filter(({ kind }) => kind === 'SUCCEEDED');
  return right.length === count ? { kind: 'SUCCEEDED' } : (refusals[0] ?? BUSY);
}

type LockedOut = Extract<AttemptRefusal, { readonly kind: 'LOCKED_OUT' }>;

/** The lock that ends last. Its end is told in whole seconds: what is less would tell which of several was settled first. */
function latestLock(locked: readonly LockedOut[]): LockedOut {
  const until = Math.max(...locked.map(({ lockedUntil }) => lockedUntil.getTime()));
  const retryAfterSeconds = Math.max(...locked.map((lock) => lock.retryAfterSeconds));
  return { kind: 'LOCKED_OUT', lockedUntil: new Date(Math.ceil(until / 1_000) * 1_000), retryAfterSeconds };
}

function isRefusal(outcome: AttemptOutcome<unknown>): boolean {
  return outcome.kind !== 'SUCCEEDED' && outcome.kind !== 'FAILED';
}
