import { stageOf } from '../../../src/receipts/receipt-key';

const at = (seconds: number): Date => new Date(seconds * 1_000);
const times = {
  announcedAt: at(0),
  signsFrom: at(10),
  signsUntil: at(20),
  verifiesUntil: at(30),
  revokedAt: null,
};

describe('R10: a key for receipts', () => {
  it.each([
    ['is announced before it signs', 9.999, 'ANNOUNCED'],
    ['signs from its beginning', 10, 'SIGNING'],
    ['signs until just before its end', 19.999, 'SIGNING'],
    ['verifies from then on', 20, 'VERIFYING'],
    ['verifies until its last receipt has expired', 29.999, 'VERIFYING'],
    ['is gone afterwards', 30, 'GONE'],
  ])('%s', (_, seconds, stage) => {
    expect(stageOf(times, at(seconds))).toBe(stage);
  });

  it('is gone once it is revoked, whatever its times say', () => {
    for (const seconds of [0, 15, 25, 40])
      expect(stageOf({ ...times, revokedAt: at(5) }, at(seconds))).toBe('GONE');
  });

  it('that another one replaced before it began never signs', () => {
    const replaced = { ...times, signsUntil: times.signsFrom };
    for (const seconds of [5, 10, 15]) expect(stageOf(replaced, at(seconds))).not.toBe('SIGNING');
  });
});
