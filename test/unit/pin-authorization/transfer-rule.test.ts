import { transferViolations } from '../../../src/pin-authorization/transfer-rule';

const good = { reference: 'FURIKOMI-2026.001_a', amountYen: 98_000, payloadSha256: '0f'.repeat(32) };
const codes = (transfer: object, limitYen = 100_000): string[] =>
  transferViolations({ ...good, ...transfer }, limitYen).map(({ field, code }) => `${field} ${code}`);

describe('R4 › what a transfer must be', () => {
  it('one yen up to the limit, the limit included', () => {
    for (const amountYen of [1, 98_000, 100_000]) expect(codes({ amountYen })).toEqual([]);
    expect(codes({ amountYen: 100_001 })).toEqual(['amountYen OVER_LIMIT']);
    for (const amountYen of [0, -1, Number.MIN_SAFE_INTEGER])
      expect(codes({ amountYen })).toEqual(['amountYen NOT_POSITIVE']);
    expect(codes({ amountYen: 1 }, 0)).toEqual(['amountYen OVER_LIMIT']);
  });

  it.each(['a', '0', 'A'.repeat(64), 'x.y', 'x-', 'x_'])('the reference %s', (reference) => {
    expect(codes({ reference })).toEqual([]);
  });

  it.each([
    '',
    'A'.repeat(65),
    '-a',
    '.a',
    '_a',
    'a b',
    'a/b',
    '../a',
    'a\n',
    'a\n\n',
    'あ',
    '\uFF41',
    'a%20',
    'a"b',
  ])('not the reference %j', (reference) => {
    expect(codes({ reference })).toEqual(['reference INVALID_REFERENCE']);
  });

  it.each(['', 'f'.repeat(63), 'f'.repeat(65), 'F'.repeat(64), `${'f'.repeat(63)}g`, `${'f'.repeat(64)}\n`])(
    'not the hash %j',
    (payloadSha256) => {
      expect(codes({ payloadSha256 })).toEqual(['payloadSha256 INVALID_HASH']);
    },
  );

  it('every violation at once', () => {
    expect(codes({ reference: '', amountYen: 0, payloadSha256: '' })).toHaveLength(3);
  });
});
