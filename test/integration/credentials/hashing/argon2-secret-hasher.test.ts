import { Argon2SecretHasher } from '../../../../src/credentials/hashing/argon2-secret-hasher';
import { HashingBulkhead } from '../../../../src/credentials/hashing/hashing-bulkhead';
import { UnknownPepperVersion } from '../../../../src/credentials/hashing/peppers';
import { UnreadableHash } from '../../../../src/credentials/hashing/argon2-stored-hash';
import { HashingBusy } from '../../../../src/credentials/secret-hasher';
import { caller, CHEAP, newBulkhead, peppersOf, startHasher } from './hashers';

describe('hashing secrets', () => {
  it('two hashes of one secret differ, and both verify', async () => {
    const hasher = await startHasher(CHEAP, peppersOf(1));
    const [one, other] = await Promise.all([hasher.hash('abc123', caller), hasher.hash('abc123', caller)]);
    expect(one.hash).not.toBe(other.hash);
    for (const stored of [one, other]) {
      expect(await hasher.verify(stored, 'abc123', caller)).toEqual({ right: true, needsRehash: false });
      expect(await hasher.verify(stored, 'Abc123', caller)).toEqual({ right: false, needsRehash: false });
    }
  });

  it('R7: an unknown user is never right and never needs a rehash', async () => {
    const hasher = await startHasher(CHEAP, peppersOf(1));
    expect(await hasher.verify(null, 'abc123', caller)).toEqual({ right: false, needsRehash: false });
    expect(await hasher.verify(null, '', caller)).toEqual({ right: false, needsRehash: false });
  });

  it('R7: the decoy goes through the bulkhead like a real hash', async () => {
    const full = new HashingBulkhead(
      {
        atOnce: 1,
        deadlineMs: 60_000,
        queue: { placesPerLane: 0, placesPerShare: 0, strangersTurnEvery: 8 },
      },
      () => performance.now(),
    );
    const hasher = await Argon2SecretHasher.start(CHEAP, peppersOf(1), full);
    const running = hasher.verify(null, 'abc123', caller);
    expect(full.load.running).toBe(1);
    await expect(hasher.verify(null, 'abc123', caller)).rejects.toBeInstanceOf(HashingBusy);
    expect((await running).right).toBe(false);
  });

  it('a hash of an older pepper verifies and is replaced by one of the current pepper', async () => {
    const peppers = peppersOf(2, 1);
    const before = await startHasher(CHEAP, { ...peppers, current: 1 });
    const after = await startHasher(CHEAP, peppers);
    const old = await before.hash('abc123', caller);
    expect(old.pepperVersion).toBe(1);
    expect(await after.verify(old, 'abc123', caller)).toEqual({ right: true, needsRehash: true });
    expect(await after.verify(old, 'wrong1', caller)).toEqual({ right: false, needsRehash: false });
    const replaced = await after.hash('abc123', caller);
    expect(replaced.pepperVersion).toBe(2);
    expect(await after.verify(replaced, 'abc123', caller)).toEqual({ right: true, needsRehash: false });
  });

  it('a hash does not verify under another pepper than its own', async () => {
    const hasher = await startHasher(CHEAP, peppersOf(2, 1));
    const stored = await hasher.hash('abc123', caller);
    expect((await hasher.verify({ ...stored, pepperVersion: 1 }, 'abc123', caller)).right).toBe(false);
  });

  it('a hash of a pepper that is not configured is a fault that names the version only', async () => {
    const hasher = await startHasher(CHEAP, peppersOf(2));
    const stored = { ...(await hasher.hash('abc123', caller)), pepperVersion: 7 };
    const refused = hasher.verify(stored, 'abc123', caller);
    await expect(refused).rejects.toEqual(new UnknownPepperVersion(7));
    await expect(refused).rejects.toMatchObject({
      version: 7,
      message: 'pepper version 7 is not configured',
    });
  });

  it('does not start without its current pepper', async () => {
    await expect(startHasher(CHEAP, { current: 2, byVersion: new Map() })).rejects.toBeInstanceOf(
      UnknownPepperVersion,
    );
  });

  it('an unreadable hash is a fault, not a wrong secret, and takes no place in the bulkhead', async () => {
    const bulkhead = newBulkhead();
    const hasher = await Argon2SecretHasher.start(CHEAP, peppersOf(1), bulkhead);
    const refused = hasher.verify({ hash: '$argon2id$broken', pepperVersion: 1 }, 'abc123', caller);
    await expect(refused).rejects.toEqual(new UnreadableHash());
    expect(bulkhead.load.running).toBe(0);
  });

  it('never hashes more at once than set, hashes and verifications counted together', async () => {
    const bulkhead = newBulkhead();
    const hasher = await Argon2SecretHasher.start({ ...CHEAP, memoryKiB: 1_024 }, peppersOf(1), bulkhead);
    const stored = await hasher.hash('abc123', caller);
    const works = Array.from({ length: 30 }, (_, index) =>
      index % 2 === 0 ? hasher.hash('abc123', caller) : hasher.verify(stored, 'abc123', caller),
    );
    expect(bulkhead.load).toEqual({ running: 2, waiting: { customers: 28, strangers: 0 } });
    await Promise.all(works);
    expect(bulkhead.load).toEqual({ running: 0, waiting: { customers: 0, strangers: 0 } });
  });
});
