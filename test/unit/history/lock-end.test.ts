import fc from 'fast-check';
import { endOfLock } from '../../../src/attempts/lock-end';
import {
  afterClear,
  afterRelease,
  afterSuccess,
  afterSuspension,
  NO_RECORD,
  withFallen,
} from '../../../src/attempts/lock-record';

const LOCKED = { ...NO_RECORD, lockouts: 1, lockedAt: 1_000, lockedUntil: 2_000 };
const POLICY = { failuresPerLockout: 5, lockoutsPerSuspension: 3, lockoutMs: 1_000 };

describe('R7, R11: a lock ends by itself', () => {
  it.each([
    ['release', afterRelease],
    ['reset', afterClear],
    ['suspension', afterSuspension],
  ])('exactly when a %s comes at its end or later', (_change, after) => {
    fc.assert(
      fc.property(fc.integer({ min: 1_001, max: 3_000 }), (at) => {
        expect(endOfLock(LOCKED, after(LOCKED, at), at)).toBe(at >= 2_000 ? 2_000 : null);
      }),
    );
  });

  it('when the next lockout takes its place', () => {
    const fallen = { lockouts: 2, lock: { at: 2_500, until: 3_500 }, suspendedAt: null };
    expect(endOfLock(LOCKED, withFallen(LOCKED, fallen, POLICY), 2_500)).toBe(2_000);
  });

  it('not while it stands: what leaves the lock where it is ends nothing', () => {
    expect(endOfLock(LOCKED, LOCKED, 9_000)).toBeNull();
    expect(endOfLock(LOCKED, afterSuccess(LOCKED, 500), 500)).toBeNull();
  });

  it('not where there was none', () => {
    expect(endOfLock(NO_RECORD, afterRelease(NO_RECORD, 9_000), 9_000)).toBeNull();
  });
});
