import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { newSessionToken, parseSessionToken } from '../../../src/session/session-token';

const USER = '0f8fad5b-d9cb-469f-a165-70867728950e';

describe('R9 › session tokens', () => {
  it('what was made is read as made, for any user', () => {
    fc.assert(
      fc.property(fc.uuid(), (userId) => {
        const { text, token } = newSessionToken(userId);
        expect(text).toMatch(/^[\w-]{64}$/);
        expect(parseSessionToken(text)).toEqual(token);
        expect(token.userId).toBe(userId);
      }),
    );
  });

  it('holds 256 bits that are never the same, and keeps only their hash', () => {
    const made = Array.from({ length: 1_000 }, () => newSessionToken(USER));
    const secrets = made.map(({ text }) => Buffer.from(text, 'base64url').subarray(16));
    expect(new Set(secrets.map((secret) => secret.toString('hex'))).size).toBe(1_000);
    made.forEach(({ token }, nth) => {
      expect(secrets[nth]).toHaveLength(32);
      expect(token.sessionHash).toBe(
        createHash('sha256')
          .update(secrets[nth] ?? '')
          .digest('base64url'),
      );
    });
  });

  it('another byte is another session', () => {
    const { text, token } = newSessionToken(USER);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 47 }), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        const bytes = Buffer.from(text, 'base64url');
        bytes[at] = (bytes[at] ?? 0) ^ flip;
        expect(parseSessionToken(bytes.toString('base64url'))).not.toEqual(token);
      }),
    );
  });

  it.each([
    '',
    'a',
    'a'.repeat(63),
    'a'.repeat(65),
    `${'a'.repeat(63)}=`,
    `${'a'.repeat(63)}/`,
    `${'a'.repeat(64)}\n`,
    '関'.repeat(64),
  ])('what has not the form of a token is none: %j', (text) => {
    expect(parseSessionToken(text)).toBeNull();
  });
});
