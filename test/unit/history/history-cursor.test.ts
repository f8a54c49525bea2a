import fc from 'fast-check';
import { decodeHistoryCursor, encodeHistoryCursor } from '../../../src/history/history-cursor';

const position = fc.record({
  occurredAt: fc.date({
    min: new Date('0001-01-01T00:00:00Z'),
    max: new Date('9999-12-31T00:00:00Z'),
    noInvalidDate: true,
  }),
  id: fc.bigInt({ min: 0n, max: 10n ** 18n - 1n }).map(String),
});

describe('the cursor of the history', () => {
  it('reads back what it wrote', () => {
    fc.assert(
      fc.property(position, (at) => {
        expect(decodeHistoryCursor(encodeHistoryCursor(at))).toEqual(at);
      }),
    );
  });

  it.each([
    '',
    'x',
    encode('2026-01-01T00:00:00.000Z'),
    encode('2026-13-01T00:00:00.000Z 1'),
    encode('+012026-01-01T00:00:00.000Z 1'),
    encode('2026-01-01T00:00:00.000Z 1 2'),
    encode('2026-01-01T00:00:00.000Z -1'),
    encode(`2026-01-01T00:00:00.000Z ${'9'.repeat(19)}`),
  ])('is refused when it is not one of ours: %s', (cursor) => {
    expect(decodeHistoryCursor(cursor)).toBeNull();
  });
});

function encode(text: string): string {
  return Buffer.from(text).toString('base64url');
}
