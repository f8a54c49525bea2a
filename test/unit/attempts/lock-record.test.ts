import {
  afterClear,
  afterRelease,
  afterSuccess,
  afterSuspension,
  agree,
  isNewerThan,
  NO_RECORD,
  withFallen,
} from '../../../src/attempts/lock-record';

const policy = { failuresPerLockout: 5, lockoutsPerSuspension: 3, lockoutMs: 100 };
const locked = { ...NO_RECORD, lockouts: 1, lockedAt: 1_000, lockedUntil: 1_100 };

describe('a lockout that fell in the ledger', () => {
  const second = { lockouts: 2, lock: { at: 2_000, until: 2_100 }, suspendedAt: null };

  it('is entered once', () => {
    const entered = withFallen(locked, second, policy);
    expect(entered).toEqual({ ...NO_RECORD, lockouts: 2, lockedAt: 2_000, lockedUntil: 2_100 });
    expect(withFallen(entered, second, policy)).toBe(entered);
    expect(agree(second, entered)).toBe(true);
  });

  it('is no news after a release', () => {
    const released = afterRelease(NO_RECORD, 2_000);
    expect(withFallen(released, second, policy)).toBe(released);
  });

  it('counts on from what Postgres remembers, even if Redis was emptied', () => {
    const first = { lockouts: 1, lock: { at: 2_000, until: 2_100 }, suspendedAt: null };
    expect(withFallen(locked, first, policy).lockouts).toBe(2);
  });

  it('suspends at the Mth, even if Redis counted only one', () => {
    const twice = { ...locked, lockouts: 2 };
    const first = { lockouts: 1, lock: { at: 2_000, until: 2_100 }, suspendedAt: null };
    expect(withFallen(twice, first, policy)).toMatchObject({
      lockouts: 3,
      suspendedAt: 2_000,
      lockedAt: null,
    });
  });

  it('never outdoes a suspension in Postgres', () => {
    const suspended = afterSuspension(locked, 1_500);
    expect(isNewerThan(second, suspended)).toBe(false);
    expect(withFallen(suspended, second, policy)).toBe(suspended);
  });
});

describe('clearing', () => {
  it('by a success forgets lockouts, but neither a suspension nor a later lock', () => {
    expect(afterSuccess(locked, 1_200)).toEqual({ ...NO_RECORD, clearedAt: 1_200 });
    expect(afterSuccess(locked, 999)).toBe(locked);
    const suspended = afterSuspension(locked, 1_500);
    expect(afterSuccess(suspended, 1_600)).toBe(suspended);
  });

  it('by a reset keeps a suspension (R5)', () => {
    const suspended = { ...NO_RECORD, lockouts: 3, suspendedAt: 1_500 };
    expect(afterClear(suspended, 1_600)).toEqual({ ...NO_RECORD, suspendedAt: 1_500, clearedAt: 1_600 });
  });

  it('never goes back in time', () => {
    expect(afterRelease({ ...NO_RECORD, clearedAt: 5 }, 3).clearedAt).toBe(5);
  });
});

describe('suspending', () => {
  it('again changes nothing', () => {
    const suspended = afterSuspension(locked, 1_500);
    expect(afterSuspension(suspended, 1_600)).toBe(suspended);
  });

  it('in the very millisecond of a release counts as later', () => {
    expect(afterSuspension({ ...NO_RECORD, clearedAt: 1_500 }, 1_500).suspendedAt).toBe(1_501);
  });
});
