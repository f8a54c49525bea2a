import fc from 'fast-check';
import { decodeCursor, encodeCursor } from '../../../src/users/user-cursor';

const encoded = (text: string): string => Buffer.from(text).toString('base64url');

describe('cursors', () => {
  it('are read as they were written', () => {
    const createdAt = fc.date({
      min: new Date(0),
      max: new Date('9999-12-31T23:59:59.999Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(createdAt, fc.uuid(), (at, id) => {
        expect(decodeCursor(encodeCursor({ createdAt: at, id }))).toEqual({ createdAt: at, id });
      }),
    );
  });

  it('what is none of ours is null, never a fault', () => {
    fc.assert(fc.property(fc.string(), (text) => decodeCursor(encoded(text)) === null));
  });

  it.each([
    '',
    'nonsense',
    `2026-01-01T00:00:00.000Z ${'-'.repeat(36)}`,
    `2026-13-01T00:00:00.000Z 0f8fad5b-d9cb-469f-a165-70867728950e`,
    `-271821-04-20T00:00:00.000Z 0f8fad5b-d9cb-469f-a165-70867728950e`,
    `2026-01-01T00:00:00.000Z 0f8fad5b-d9cb-469f-a165-70867728950e more`,
  ])('refuses %j', (text) => {
    expect(decodeCursor(encoded(text))).toBeNull();
  });
});
