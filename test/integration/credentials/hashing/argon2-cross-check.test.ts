import { randomBytes } from 'node:crypto';
import * as oracle from 'argon2';
import fc from 'fast-check';
import { DEFAULT_HASHING_SETTINGS } from '../../../../src/credentials/hashing/hashing-settings';
import type { HashingSettings } from '../../../../src/credentials/hashing/hashing-settings';
import { pepperOf } from '../../../../src/credentials/hashing/peppers';
import { caller, CHEAP, peppersOf, startHasher } from './hashers';

const peppers = peppersOf(1);
const pepper = Buffer.from(pepperOf(peppers, 1));
const otherPepper = randomBytes(32);

const optionsOf = ({ memoryKiB, passes, parallelism, outputBytes }: HashingSettings) => ({
  type: oracle.argon2id,
  memoryCost: memoryKiB,
  timeCost: passes,
  parallelism,
  hashLength: outputBytes,
  secret: pepper,
});

const cost = fc.record({
  memoryKiB: fc.integer({ min: 16, max: 128 }),
  passes: fc.integer({ min: 2, max: 4 }),
  parallelism: fc.integer({ min: 1, max: 2 }),
  outputBytes: fc.integer({ min: 16, max: 64 }),
});
const text = fc.string({ unit: 'binary', maxLength: 64 });

describe('argon2id against an independent implementation', () => {
  it('the other verifies our hashes, with the same pepper only, and never another secret', async () => {
    await fc.assert(
      fc.asyncProperty(cost, text, text, async (settings, secret, other) => {
        const hasher = await startHasher(settings, peppers);
        const stored = await hasher.hash(secret, caller);
        const { hash } = stored;
        expect(await hasher.verify(stored, secret, caller)).toEqual({ right: true, needsRehash: false });
        expect(await oracle.verify(hash, secret, { secret: pepper })).toBe(true);
        expect(await oracle.verify(hash, secret, { secret: otherPepper })).toBe(false);
        expect(await oracle.verify(hash, secret)).toBe(false);
        expect(await oracle.verify(hash, other, { secret: pepper })).toBe(other === secret);
      }),
    );
  });

  it('we verify the hashes of the other, with the same pepper only, and never another secret', async () => {
    const hasher = await startHasher(CHEAP, peppers);
    await fc.assert(
      fc.asyncProperty(cost, text, text, async (settings, secret, other) => {
        const ofCost = await startHasher(settings, peppers);
        const theirs = { hash: await oracle.hash(secret, optionsOf(settings)), pepperVersion: 1 };
        expect(await ofCost.verify(theirs, secret, caller)).toEqual({ right: true, needsRehash: false });
        expect(await hasher.verify(theirs, secret, caller)).toEqual({ right: true, needsRehash: true });
        expect((await ofCost.verify(theirs, other, caller)).right).toBe(other === secret);
        const unlike = {
          hash: await oracle.hash(secret, { ...optionsOf(settings), secret: otherPepper }),
          pepperVersion: 1,
        };
        expect(await ofCost.verify(unlike, secret, caller)).toEqual({ right: false, needsRehash: false });
      }),
    );
  });

  it('the default is 19 MiB, two passes, one lane and 32 bytes, and both sides agree on it', async () => {
    const hasher = await startHasher(DEFAULT_HASHING_SETTINGS, peppers);
    const stored = await hasher.hash('a1!@#$', caller);
    expect(stored.hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
    expect(await oracle.verify(stored.hash, 'a1!@#$', { secret: pepper })).toBe(true);
    const theirs = await oracle.hash('a1!@#$', optionsOf(DEFAULT_HASHING_SETTINGS));
    expect(await hasher.verify({ hash: theirs, pepperVersion: 1 }, 'a1!@#$', caller)).toEqual({
      right: true,
      needsRehash: false,
    });
  });
});
