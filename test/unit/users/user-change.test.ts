import fc from 'fast-check';
import { limitViolations, tidyPermissions } from '../../../src/users/rights-rule';
import { LANGUAGES, PERMISSIONS, type User } from '../../../src/users/user';
import { changed, changeReasons } from '../../../src/users/user-change';

const USER: User = {
  id: '00000000-0000-4000-8000-000000000001',
  organizationId: '00000000-0000-4000-8000-000000000002',
  role: 'GENERAL',
  loginId: 'gotemba1',
  name: '御殿場 峠',
  email: 'gotemba@example.com',
  language: 'ja',
  createdAt: new Date('2026-01-01T00:00:00Z'),
  version: 7,
  permissions: ['INQUIRY', 'TRANSFER_REQUEST'],
  transferLimitYen: 100,
  collectionLimitYen: 0,
};

const changes = fc.record(
  {
    name: fc.string(),
    email: fc.string(),
    language: fc.constantFrom(...LANGUAGES),
    permissions: fc.subarray([...PERMISSIONS]),
    transferLimitYen: fc.maxSafeNat(),
    collectionLimitYen: fc.maxSafeNat(),
  },
  { requiredKeys: [] },
);

describe('a change to a user', () => {
  it('sets what it names and leaves the rest', () => {
    fc.assert(
      fc.property(changes, (change) => {
        const after = changed(USER, change);
        expect({ ...after, version: USER.version }).toEqual({ ...USER, ...change });
      }),
    );
  });

  it('raises the version by one exactly when something differs, and then has a reason', () => {
    fc.assert(
      fc.property(changes, (change) => {
        const after = changed(USER, change);
        const differs = changeReasons(USER, after).length > 0;
        expect(after.version).toBe(differs ? USER.version + 1 : USER.version);
        expect(changed(after, change)).toBe(after);
      }),
    );
  });

  it.each([
    [{ name: '御殿場 坂' }, ['PROFILE_CHANGED']],
    [{ email: 'saka@example.com' }, ['EMAIL_CHANGED']],
    [{ language: 'en' as const }, ['PROFILE_CHANGED']],
    [{ permissions: ['INQUIRY' as const] }, ['RIGHTS_CHANGED']],
    [{ permissions: ['TRANSFER_REQUEST' as const, 'INQUIRY' as const] }, []],
    [{ transferLimitYen: 101 }, ['RIGHTS_CHANGED']],
    [{ collectionLimitYen: 1 }, ['RIGHTS_CHANGED']],
    [{ name: '御殿場 坂', collectionLimitYen: 1 }, ['PROFILE_CHANGED', 'RIGHTS_CHANGED']],
    [
      { name: '御殿場 坂', email: 'saka@example.com', collectionLimitYen: 1 },
      ['PROFILE_CHANGED', 'EMAIL_CHANGED', 'RIGHTS_CHANGED'],
    ],
  ])('%j is told as %j', (change, reasons) => {
    expect(changeReasons(USER, changed(USER, change))).toEqual(reasons);
  });
});

describe('rights', () => {
  it('permissions are a set, in the order of the list', () => {
    expect(tidyPermissions(['TRANSFER_APPROVE', 'INQUIRY', 'INQUIRY'])).toEqual([
      'INQUIRY',
      'TRANSFER_APPROVE',
    ]);
  });

  it('a limit is not negative', () => {
    expect(limitViolations({ transferYen: 0, collectionYen: 0 })).toEqual([]);
    expect(limitViolations({ transferYen: -1, collectionYen: -1 })).toEqual([
      { field: 'limits.transferYen', code: 'NEGATIVE_AMOUNT' },
      { field: 'limits.collectionYen', code: 'NEGATIVE_AMOUNT' },
    ]);
  });
});
