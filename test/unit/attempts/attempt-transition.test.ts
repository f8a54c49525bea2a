import fc from 'fast-check';
import { barOf, type AttemptState, UNTRIED } from '../../../src/attempts/attempt-state';
import { type AttemptEvent, transition } from '../../../src/attempts/attempt-transition';
import { NO_RECORD } from '../../../src/attempts/lock-record';

const HOUR_MS = 3_600_000;
const policy = { failuresPerLockout: 5, lockoutsPerSuspension: 3, lockoutMs: HOUR_MS };
const durations = { leaseMs: 15_000, settledMs: 10_000 };
const step = (state: AttemptState, event: AttemptEvent, now: number) =>
  transition(state, event, now, policy, durations);

let tickets = 0;
function attempt(state: AttemptState, as: 'SUCCEEDED' | 'FAILED' | 'REFUNDED', now: number): AttemptState {
  const ticket = `attempt-${String(++tickets)}`;
  const granted = step(state, { type: 'ACQUIRE', ticket }, now);
  expect(granted.verdict).toBe('GRANTED');
  return step(granted.state, { type: 'SETTLE', ticket, as }, now).state;
}

function failures(state: AttemptState, count: number, now: number): AttemptState {
  return Array.from({ length: count }).reduce<AttemptState>((each) => attempt(each, 'FAILED', now), state);
}

describe('R7', () => {
  it('four wrong entries are four failures and no lock', () => {
    expect(failures(UNTRIED, 4, 1_000)).toMatchObject({ failures: 4, lockouts: 0, lock: null });
  });

  it('the fifth wrong entry locks for one hour', () => {
    const locked = failures(UNTRIED, 5, 1_000);
    expect(locked).toMatchObject({ failures: 0, lockouts: 1, lock: { at: 1_000, until: 1_000 + HOUR_MS } });
  });

  it('while locked nobody is admitted, to the last millisecond', () => {
    const locked = failures(UNTRIED, 5, 1_000);
    const refused = step(locked, { type: 'ACQUIRE', ticket: 'late' }, 1_000 + HOUR_MS - 1);
    expect(refused.verdict).toBe('LOCKED_OUT');
    expect(refused.state.lock).toEqual(locked.lock);
    expect(refused.state.failures).toBe(0);
  });

  it('at exactly one hour it works again, with no failures and the lockout still counted', () => {
    const locked = failures(UNTRIED, 5, 1_000);
    const granted = step(locked, { type: 'ACQUIRE', ticket: 'next' }, 1_000 + HOUR_MS);
    expect(granted.verdict).toBe('GRANTED');
    expect(granted.state).toMatchObject({ failures: 0, lockouts: 1 });
  });

  it('a success clears failures and lockouts', () => {
    const lockedOnce = failures(UNTRIED, 5, 0);
    const failedAgain = failures(lockedOnce, 3, HOUR_MS);
    expect(attempt(failedAgain, 'SUCCEEDED', HOUR_MS)).toMatchObject({
      failures: 0,
      lockouts: 0,
      lock: null,
    });
  });

  it('the third lockout in a row suspends at once, for good', () => {
    const twice = failures(failures(UNTRIED, 5, 0), 5, HOUR_MS);
    const suspended = failures(twice, 5, 2 * HOUR_MS);
    expect(suspended).toMatchObject({ lockouts: 3, suspendedAt: 2 * HOUR_MS, lock: null });
    expect(step(suspended, { type: 'ACQUIRE', ticket: 'later' }, 1_000 * HOUR_MS).verdict).toBe('SUSPENDED');
  });

  it('a release makes it usable at once, with counts at 0', () => {
    const twice = failures(failures(UNTRIED, 5, 0), 5, HOUR_MS);
    const suspended = failures(twice, 5, 2 * HOUR_MS);
    const released = step(suspended, { type: 'CLEAR', liftSuspension: true }, 2 * HOUR_MS).state;
    expect(failures(released, 4, 2 * HOUR_MS)).toMatchObject({ failures: 4, lockouts: 0, suspendedAt: null });
  });

  it('a reset clears a lockout but keeps a suspension', () => {
    const suspended: AttemptState = { ...UNTRIED, lockouts: 3, suspendedAt: 5 };
    const cleared = step(suspended, { type: 'CLEAR', liftSuspension: false }, 10).state;
    expect(cleared).toMatchObject({ lockouts: 0, suspendedAt: 5 });
  });
});

describe('permits', () => {
  it('no more than N minus failures are in flight', () => {
    let state = failures(UNTRIED, 3, 0);
    const verdicts = ['a', 'b', 'c'].map((ticket) => {
      const result = step(state, { type: 'ACQUIRE', ticket }, 0);
      state = result.state;
      return result.verdict;
    });
    expect(verdicts).toEqual(['GRANTED', 'GRANTED', 'CONTENDED']);
  });

  it('a refund costs nothing', () => {
    expect(attempt(failures(UNTRIED, 2, 0), 'REFUNDED', 0)).toMatchObject({ failures: 2 });
  });

  it('an expired lease counts as a failure', () => {
    const { state } = step(UNTRIED, { type: 'ACQUIRE', ticket: 'crashed' }, 0);
    expect(step(state, { type: 'ACQUIRE', ticket: 'next' }, 14_999).state.failures).toBe(0);
    expect(step(state, { type: 'ACQUIRE', ticket: 'next' }, 15_000).state.failures).toBe(1);
  });

  it('a late success overrules an expiry, a late failure is not counted twice', () => {
    const { state } = step(UNTRIED, { type: 'ACQUIRE', ticket: 'slow' }, 0);
    const expired = step(state, { type: 'ACQUIRE', ticket: 'next' }, 15_000).state;
    const late = (as: 'SUCCEEDED' | 'FAILED') =>
      step(expired, { type: 'SETTLE', ticket: 'slow', as }, 15_001);
    expect(late('SUCCEEDED')).toMatchObject({ verdict: 'SUCCEEDED', state: { failures: 0 } });
    expect(late('FAILED')).toMatchObject({ verdict: 'FAILED', state: { failures: 1 } });
  });

  it('when N was lowered below the failures counted, one entry at a time still passes', () => {
    const four: AttemptState = { ...UNTRIED, failures: 4 };
    const lowered = { ...policy, failuresPerLockout: 3 };
    const first = transition(four, { type: 'ACQUIRE', ticket: 'a' }, 0, lowered, durations);
    expect(first.verdict).toBe('GRANTED');
    expect(transition(first.state, { type: 'ACQUIRE', ticket: 'b' }, 0, lowered, durations).verdict).toBe(
      'CONTENDED',
    );
  });
});

describe('whatever happens', () => {
  const ticket = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h');
  const event: fc.Arbitrary<AttemptEvent> = fc.oneof(
    { weight: 4, arbitrary: fc.record({ type: fc.constant('ACQUIRE'), ticket }) },
    {
      weight: 4,
      arbitrary: fc.record({
        type: fc.constant('SETTLE'),
        ticket,
        as: fc.constantFrom('SUCCEEDED', 'FAILED', 'FAILED', 'FAILED', 'REFUNDED'),
      }),
    },
    { weight: 1, arbitrary: fc.record({ type: fc.constant('CLEAR'), liftSuspension: fc.boolean() }) },
  );
  const history = fc.array(fc.record({ event, afterMs: fc.constantFrom(0, 1, 5_000, 15_000, HOUR_MS) }), {
    maxLength: 60,
  });

  it('failures and permits together never exceed N, and a lock never moves nor is shortened', () => {
    fc.assert(
      fc.property(history, (steps) => {
        let state = UNTRIED;
        let now = 1_000_000;
        for (const { event: next, afterMs } of steps) {
          now += afterMs;
          const before = state;
          // Gateways settle what they were granted; what follows a loss of Redis is the model test's part.
          if (next.type === 'SETTLE' && !before.permits.has(next.ticket)) continue;
          state = step(before, next, now).state;
          expect(state.failures + state.permits.size).toBeLessThanOrEqual(policy.failuresPerLockout);
          expect(state.failures).toBeLessThan(policy.failuresPerLockout);
          if (next.type !== 'CLEAR' && barOf(before, now) !== null) {
            expect(barOf(state, now)).toEqual(barOf(before, now));
            expect(state.lockouts).toBe(before.lockouts);
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  it('settling again changes nothing and answers the same', () => {
    fc.assert(
      fc.property(
        history,
        ticket,
        fc.constantFrom('SUCCEEDED', 'FAILED', 'REFUNDED'),
        (steps, repeated, as) => {
          let state = UNTRIED;
          let now = 1_000_000;
          for (const { event: next, afterMs } of steps) state = step(state, next, (now += afterMs)).state;
          const once = step(state, { type: 'SETTLE', ticket: repeated, as }, now);
          const twice = step(once.state, { type: 'SETTLE', ticket: repeated, as }, now + 1);
          expect(twice).toEqual(once);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('a restore from Postgres brings back what an emptied ledger forgot', () => {
    const record = { ...NO_RECORD, lockouts: 2, lockedAt: 100, lockedUntil: 100 + HOUR_MS };
    const restored = step(UNTRIED, { type: 'RESTORE', record, ticket: 'a' }, 200);
    expect(restored.verdict).toBe('LOCKED_OUT');
    const suspended = failures(restored.state, 5, 100 + HOUR_MS);
    expect(suspended.suspendedAt).toBe(100 + HOUR_MS);
  });
});
