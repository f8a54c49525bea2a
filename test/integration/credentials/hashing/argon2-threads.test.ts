import { readdirSync } from 'node:fs';
import { getPriority } from 'node:os';
import { verify } from '@node-rs/argon2';
import { Argon2Threads } from '../../../../src/credentials/hashing/argon2-threads';

const OPTIONS = { memoryCost: 1_024, timeCost: 2, parallelism: 1 };

let threads: Argon2Threads;
beforeEach(() => {
  threads = new Argon2Threads();
});
afterEach(() => threads.close());

/** The priorities of this process's threads, by their numbers: earlier tests of the process may have left some. */
function priorities(): Map<string, number> {
  return new Map(readdirSync('/proc/self/task').map((thread) => [thread, getPriority(Number(thread))]));
}

describe('the threads that hash', () => {
  it('make and verify what the library itself makes and verifies', async () => {
    const stored = await threads.hash('Ashi-no-ko7', OPTIONS);
    expect(await verify(stored, 'Ashi-no-ko7')).toBe(true);
    expect(await threads.verify(stored, 'Ashi-no-ko7', {})).toBe(true);
    expect(await threads.verify(stored, 'Ashi-no-ko8', {})).toBe(false);
  });

  it('answer each job with its own result, however many are asked at once', async () => {
    const secrets = Array.from({ length: 4 }, (_, nth) => `secret-${String(nth)}`);
    const stored = await Promise.all(secrets.map((secret) => threads.hash(secret, OPTIONS)));
    const rights = await Promise.all(
      stored.flatMap((hash, place) =>
        secrets.map(async (secret, nth) => (await threads.verify(hash, secret, {})) === (place === nth)),
      ),
    );
    expect(rights).not.toContain(false);
  });

  it('tell of a fault and go on', async () => {
    await expect(threads.verify('$argon2id$nonsense', 'secret', {})).rejects.toThrow();
    expect(await threads.verify(await threads.hash('secret', OPTIONS), 'secret', {})).toBe(true);
  });

  it('are replaced when they end, and whoever waits for one is told', async () => {
    const slow = threads.hash('secret', { ...OPTIONS, memoryCost: 262_144, timeCost: 8 });
    await threads.close();
    await expect(slow).rejects.toThrow('a hashing thread has ended');
    expect(await threads.verify(await threads.hash('secret', OPTIONS), 'secret', {})).toBe(true);
  });

  const onLinux = process.platform === 'linux' ? it : it.skip;
  onLinux('leave the cores to the thread that answers requests whenever it has something to do', async () => {
    const before = priorities();
    await Promise.all([threads.hash('one', OPTIONS), threads.hash('two', OPTIONS)]);
    const nicer = [...priorities()].filter(
      ([thread, priority]) => !before.has(thread) && priority > getPriority(),
    );
    const nice = Math.min(19, getPriority() + 10);
    expect(nicer.map(([, priority]) => priority)).toEqual([nice, nice]);
  });
});
