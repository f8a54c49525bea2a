import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { deviceTokens } from '../../../src/additional-authentication/device-token';

const tokens = deviceTokens(randomBytes(32));

describe('R8: a device token', () => {
  it('is read as the device that it was made for, of which only a hash is kept', () => {
    const device = tokens.issue();
    expect(tokens.read(device.text)).toEqual(device);
    expect(device.hash).toMatch(/^[\w-]{43}$/);
    expect(tokens.issue().hash).not.toBe(device.hash);
  });

  it('is worth nothing once a bit of it is changed', () => {
    const genuine = Buffer.from(tokens.issue().text, 'base64url');
    fc.assert(
      fc.property(fc.integer({ min: 0, max: genuine.length * 8 - 1 }), (bit) => {
        const forged = Buffer.from(genuine);
        forged[bit >> 3] = (forged[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        expect(tokens.read(forged.toString('base64url'))).toBeNull();
      }),
    );
  });

  it('is worth nothing under another secret', () => {
    expect(deviceTokens(randomBytes(32)).read(tokens.issue().text)).toBeNull();
  });

  it('may be any text that somebody sends', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 100 }), (text) => {
        expect(tokens.read(text)).toBeNull();
      }),
    );
  });
});
