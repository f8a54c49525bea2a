import type { LockRecord } from '../../../src/attempts/attempt-guard';
import { credentialState } from '../../../src/users/credential-state';

const until = new Date('2026-01-01T01:00:00Z');
const locked: LockRecord = {
  lockouts: 1,
  lockedAt: until.getTime() - 3_600_000,
  lockedUntil: until.getTime(),
  suspendedAt: null,
  clearedAt: null,
};

describe('R7 › the state of a credential', () => {
  it('is active without a lock record', () => {
    expect(credentialState(null, until)).toEqual({ kind: 'ACTIVE' });
  });

  it('is locked until one hour has passed, and active at exactly one hour', () => {
    expect(credentialState(locked, new Date(until.getTime() - 1))).toEqual({
      kind: 'LOCKED_OUT',
      lockedUntil: until,
    });
    expect(credentialState(locked, until)).toEqual({ kind: 'ACTIVE' });
  });

  it('is suspended whatever the time, even within a lock', () => {
    const suspended = { ...locked, suspendedAt: 0 };
    for (const now of [new Date(1), until]) {
      expect(credentialState(suspended, now)).toEqual({ kind: 'SUSPENDED', suspendedAt: new Date(0) });
    }
  });
});
