import type { LockRecord } from './attempt-guard';
import type { AttemptPolicy } from './attempt-policy';
import { type AttemptState, barOf, type Settlement, UNTRIED } from './attempt-state';
import { fellAt, isNewerThan } from './lock-record';

/** What can happen to a credential in the ledger. */
export type AttemptEvent =
  | { readonly type: 'ACQUIRE'; readonly ticket: string }
  | { readonly type: 'SETTLE'; readonly ticket: string; readonly as: 'SUCCEEDED' | 'FAILED' | 'REFUNDED' }
  | { readonly type: 'RESTORE'; readonly record: LockRecord; readonly ticket: string | null }
  | { readonly type: 'CONFIRM_MIRRORED'; readonly fellAt: number }
  | { readonly type: 'CLEAR'; readonly liftSuspension: boolean };

/** What the ledger answers to an event. */
export type AttemptVerdict = 'GRANTED' | 'CONTENDED' | 'LOCKED_OUT' | 'SUSPENDED' | Settlement | 'DONE';

/** Durations of the ledger, in milliseconds. */
export interface LedgerDurations {
  /** How long a permit may stay unsettled before it counts as a failure. */
  readonly leaseMs: number;
  /** How long a settled ticket is remembered. */
  readonly settledMs: number;
}

/** The state after an event, and the verdict. */
export interface Transition {
  readonly state: AttemptState;
  readonly verdict: AttemptVerdict;
}

/**
 * The rules of the attempt ledger (R7) as one pure function: the specification of `lua/*.lua`, and the oracle of their
 * tests. `now` is ms since the epoch by the ledger's clock.
 */
export function transition(
  state: AttemptState,
  event: AttemptEvent,
  now: number,
  policy: AttemptPolicy,
  durations: LedgerDurations,
): Transition {
  switch (event.type) {
    case 'ACQUIRE':
      return admit(swept(state, now, policy, durations), event.ticket, now, policy, durations);
    case 'SETTLE':
      return settle(state, event, now, policy);
    case 'RESTORE': {
      const restored = restore(swept(state, now, policy, durations), event.record, now);
      if (event.ticket === null) return { state: restored, verdict: 'DONE' };
      return admit(restored, event.ticket, now, policy, durations);
    }
    case 'CONFIRM_MIRRORED':
      return {
        state: fellAt(state) === event.fellAt ? { ...state, unmirrored: false } : state,
        verdict: 'DONE',
      };
    case 'CLEAR': {
      const suspendedAt = event.liftSuspension ? null : state.suspendedAt;
      const unmirrored = suspendedAt !== null && state.unmirrored;
      return {
        state: { ...state, failures: 0, lockouts: 0, lock: null, suspendedAt, unmirrored },
        verdict: 'DONE',
      };
    }
    default:
      return event satisfies never;
  }
}

/** Forgets old settlements and counts every permit whose lease has run out: crashing is no way to guess for free. */
function swept(
  state: AttemptState,
  now: number,
  policy: AttemptPolicy,
  durations: LedgerDurations,
): AttemptState {
  const remembered = [...state.settled].filter(([, { at }]) => now < at + durations.settledMs);
  let result: AttemptState = { ...state, settled: new Map(remembered) };
  for (const [ticket, deadline] of state.permits) {
    if (now >= deadline) result = marked(failed(result, now, policy), ticket, 'EXPIRED', now);
  }
  return result;
}

/** A semaphore of N − failures permits; the permit of a barred credential is taken back. */
function admit(
  state: AttemptState,
  ticket: string,
  now: number,
  policy: AttemptPolicy,
  durations: LedgerDurations,
): Transition {
  const bar = barOf(state, now);
  if (bar !== null) {
    const live = state.permits.has(ticket);
    return { state: live ? marked(state, ticket, 'REFUNDED', now) : state, verdict: bar.kind };
  }
  if (state.permits.has(ticket)) return { state, verdict: 'GRANTED' };
  if (state.settled.has(ticket)) return { state, verdict: 'CONTENDED' };
  // With none in flight one always passes: after N was lowered, the failures alone may reach it.
  const free = state.permits.size === 0 || state.failures + state.permits.size < policy.failuresPerLockout;
  if (!free) return { state, verdict: 'CONTENDED' };
  return {
    state: { ...state, permits: new Map(state.permits).set(ticket, now + durations.leaseMs) },
    verdict: 'GRANTED',
  };
}

/** Settles once; a second time only tells what the first did, except that a late success overrules an expiry. */
function settle(
  state: AttemptState,
  { ticket, as }: Extract<AttemptEvent, { type: 'SETTLE' }>,
  now: number,
  policy: AttemptPolicy,
): Transition {
  const earlier = state.settled.get(ticket)?.as;
  if (earlier !== undefined && !(earlier === 'EXPIRED' && as === 'SUCCEEDED')) {
    return { state, verdict: earlier === 'EXPIRED' ? 'FAILED' : earlier };
  }
  switch (as) {
    case 'SUCCEEDED': {
      if (barOf(state, now) !== null)
        return { state: marked(state, ticket, 'BARRED', now), verdict: 'BARRED' };
      const { permits, settled } = state;
      return { state: marked({ ...UNTRIED, permits, settled }, ticket, as, now), verdict: as };
    }
    case 'FAILED':
      return { state: marked(failed(state, now, policy), ticket, as, now), verdict: as };
    case 'REFUNDED':
      return { state: marked(state, ticket, as, now), verdict: as };
    default:
      return as satisfies never;
  }
}

/** R7: the Nth failure locks, the Mth lockout suspends; while barred nothing is counted and no end moves. */
function failed(state: AttemptState, now: number, policy: AttemptPolicy): AttemptState {
  if (barOf(state, now) !== null) return state;
  const failures = state.failures + 1;
  if (failures < policy.failuresPerLockout) return { ...state, failures };
  const lockouts = state.lockouts + 1;
  const fallen = { ...state, failures: 0, lockouts, unmirrored: true };
  return lockouts >= policy.lockoutsPerSuspension
    ? { ...fallen, lock: null, suspendedAt: now }
    : { ...fallen, lock: { at: now, until: now + policy.lockoutMs } };
}

/** Postgres overrules, unless the ledger knows of a newer lockout; that one is then to be mirrored again. */
function restore(state: AttemptState, record: LockRecord, now: number): AttemptState {
  if (isNewerThan(state, record)) return { ...state, unmirrored: true };
  const { lockouts, lockedAt, lockedUntil, suspendedAt } = record;
  const locked = suspendedAt === null && lockedAt !== null && lockedUntil !== null;
  const lock = locked ? { at: lockedAt, until: lockedUntil } : null;
  const restored = { ...state, lockouts, lock, suspendedAt, unmirrored: false };
  return barOf(restored, now) === null ? restored : { ...restored, failures: 0 };
}

function marked(state: AttemptState, ticket: string, as: Settlement, at: number): AttemptState {
  const permits = new Map(state.permits);
  permits.delete(ticket);
  return { ...state, permits, settled: new Map(state.settled).set(ticket, { as, at }) };
}
