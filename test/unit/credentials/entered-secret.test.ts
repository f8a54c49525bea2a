import { EnteredSecret } from '../../../src/credentials/entered-secret';
import { HashingBusy, type StoredSecret } from '../../../src/credentials/secret-hasher';

const OLD: StoredSecret = { hash: 'old', pepperVersion: 1 };
const FRESH: StoredSecret = { hash: 'fresh', pepperVersion: 2 };
const CALLER = { networkPrefix: '192.0.2.1/32', knownAs: null };

/** A secret entered where the stored one has an old hash; `hash` makes the new one. */
function entered(
  right: boolean,
  hash: () => Promise<StoredSecret> = () => Promise.resolve(FRESH),
): EnteredSecret {
  const verify = (stored: StoredSecret | null): Promise<{ right: boolean; needsRehash: boolean }> =>
    Promise.resolve({ right: right && stored !== null, needsRehash: right && stored === OLD });
  return new EnteredSecret({ verify, hash }, 'Himitsu-1', CALLER);
}

/** What was replaced by what. */
async function renewals(secret: EnteredSecret): Promise<[StoredSecret, StoredSecret][]> {
  const replaced: [StoredSecret, StoredSecret][] = [];
  await secret.renewHash((old, fresh) => {
    replaced.push([old, fresh]);
    return Promise.resolve();
  });
  return replaced;
}

describe('a secret that was entered', () => {
  it('has its old hash replaced by a new one, if it is right', async () => {
    const secret = entered(true);
    expect(await secret.verify(OLD)).toBe(true);
    expect(await renewals(secret)).toEqual([[OLD, FRESH]]);
  });

  it.each<readonly [string, boolean, StoredSecret | null]>([
    ['it is wrong', false, OLD],
    ['its hash is up to date', true, FRESH],
    ['none is stored', true, null],
  ])('renews nothing if %s', async (_, right, stored) => {
    const secret = entered(right);
    expect(await secret.verify(stored)).toBe(right && stored !== null);
    expect(await renewals(secret)).toEqual([]);
  });

  it('renews nothing before it has been verified', async () => {
    expect(await renewals(entered(true))).toEqual([]);
  });

  it('waits for a later time if the queue is full; any other fault is told', async () => {
    const waiting = entered(true, () => Promise.reject(new HashingBusy(1)));
    await waiting.verify(OLD);
    expect(await renewals(waiting)).toEqual([]);
    const broken = entered(true, () => Promise.reject(new Error('out of memory')));
    await broken.verify(OLD);
    await expect(renewals(broken)).rejects.toThrow('out of memory');
  });
});
