import fc from 'fast-check';
import { expiryOfTemporary } from '../../../src/credentials/temporary-password';

const SINCE = new Date('2026-04-01T03:04:05.678Z');
const END = new Date('2026-05-01T03:04:05.678Z');
const DAY_MS = 86_400_000;

/** The end itself and the milliseconds beside it, which a range as wide as that of all integers would seldom meet. */
const offsets = fc.oneof(fc.integer({ min: -1, max: 1 }), fc.integer());
const moments = fc.date({ noInvalidDate: true, min: new Date(0), max: new Date('2100-01-01T00:00:00Z') });

describe('R5: a temporary password', () => {
  it('holds until a millisecond before its end, and at its end no longer', () => {
    expect(expiryOfTemporary(SINCE, 30, new Date(END.getTime() - 1))).toBeNull();
    expect(expiryOfTemporary(SINCE, 30, END)).toEqual(END);
    expect(expiryOfTemporary(SINCE, 30, new Date(END.getTime() + 1))).toEqual(END);
  });

  it('holds at the moment at which it is given', () => {
    expect(expiryOfTemporary(SINCE, 1, SINCE)).toBeNull();
  });

  it('holds if the clock that reads it is behind the one that set it', () => {
    expect(expiryOfTemporary(SINCE, 1, new Date(SINCE.getTime() - 1_000))).toBeNull();
  });

  it('has days of 24 hours, also where clocks are put forward', () => {
    const beforeSummerTime = new Date('2026-03-28T23:30:00Z');
    const oneDayLater = new Date('2026-03-29T23:30:00Z');
    expect(expiryOfTemporary(beforeSummerTime, 1, oneDayLater)).toEqual(oneDayLater);
  });

  it('holds for exactly as long as the setting says, whenever it was given', () => {
    fc.assert(
      fc.property(moments, fc.integer({ min: 1, max: 365 }), offsets, (since, days, offsetMs) => {
        const end = since.getTime() + days * DAY_MS;
        const now = new Date(end + offsetMs);
        expect(expiryOfTemporary(since, days, now)?.getTime() ?? null).toBe(offsetMs < 0 ? null : end);
      }),
    );
  });

  it('has no end where the deployment wants none', () => {
    fc.assert(
      fc.property(moments, moments, (since, now) => {
        expect(expiryOfTemporary(since, null, now)).toBeNull();
      }),
    );
  });
});

describe('R5: a password of the owner’s own choice', () => {
  it('never runs out', () => {
    fc.assert(
      fc.property(fc.option(fc.integer({ min: 1, max: 365 })), moments, (days, now) => {
        expect(expiryOfTemporary(null, days, now)).toBeNull();
      }),
    );
  });
});
