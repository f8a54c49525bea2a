import { setTimeout as sleep } from 'node:timers/promises';
import { freshDatabase, privateMigratedPostgres, type TestDatabase } from '../../support/postgres';
import type { PrivateServer } from '../../support/private-server';
import { sharedRedisUrl, uniquePrefix } from '../../support/redis';
import { enterRight, enterWrongTimes } from './support/attempts';
import { type Gateway, startGateway } from './support/gateway';
import { countsOf, JointEntry, newTrio, type Trio } from './support/joint';

const keyPrefix = uniquePrefix();
const untouched = { failures: 0, lockouts: 0, permits: 0 };
const ALL_RIGHT = [true, true, true] as const;
const THIRD_WRONG = [true, true, false] as const;

let database: TestDatabase;
let gateway: Gateway;
beforeAll(async () => {
  database = await freshDatabase();
  gateway = await startGateway({
    redisUrl: sharedRedisUrl(),
    databaseUrl: database.url,
    settings: { keyPrefix, maxWaiters: 400, waitMs: 20_000 },
  });
});
afterAll(async () => {
  await gateway.close();
  await database.drop();
});

const counts = (trio: Trio): Promise<object[]> => countsOf(gateway, keyPrefix, trio);

function tally(outcomes: readonly { readonly kind: string }[]): Record<string, number> {
  const counted: Record<string, number> = {};
  for (const { kind } of outcomes) counted[kind] = (counted[kind] ?? 0) + 1;
  return counted;
}

describe('R4, R7 › secrets entered together', () => {
  it('each wrong one counts, each right one clears its own counter', async () => {
    const entry = new JointEntry(gateway, newTrio());
    expect(await entry.times(3, [false, true, false])).toEqual(['FAILED', 'FAILED', 'FAILED']);
    expect(await counts(entry.trio)).toEqual([
      { ...untouched, failures: 3 },
      untouched,
      { ...untouched, failures: 3 },
    ]);
    expect(await entry.times(1, [true, false, false])).toEqual(['FAILED']);
    expect(await counts(entry.trio)).toEqual([
      untouched,
      { ...untouched, failures: 1 },
      { ...untouched, failures: 4 },
    ]);
    expect(await entry.times(1, ALL_RIGHT)).toEqual(['SUCCEEDED']);
    expect(await counts(entry.trio)).toEqual([untouched, untouched, untouched]);
  });

  it('the answer to the entry that locks is the lock, whichever falls', async () => {
    for (const entries of [[false, true, true], [true, false, true], THIRD_WRONG] as const) {
      const kinds = await new JointEntry(gateway, newTrio()).times(5, entries);
      expect(kinds).toEqual(['FAILED', 'FAILED', 'FAILED', 'FAILED', 'LOCKED_OUT']);
    }
  });

  it.each([0, 1, 2])('while number %d is locked nothing is verified or counted', async (locked) => {
    const entry = new JointEntry(gateway, newTrio());
    await enterWrongTimes(gateway, entry.trio[locked] ?? entry.trio[0], 5);
    const before = await counts(entry.trio);
    expect(await entry.times(6, [false, false, false])).toEqual(Array(6).fill('LOCKED_OUT'));
    expect(await entry.times(1, ALL_RIGHT)).toEqual(['LOCKED_OUT']);
    expect(entry.verified).toEqual([0, 0, 0]);
    expect(await counts(entry.trio)).toEqual(before);
  });

  it('of several bars a suspension is told, else the end that comes last', async () => {
    const [first, second, third] = newTrio();
    await enterWrongTimes(gateway, third, 5);
    await sleep(1_100);
    await enterWrongTimes(gateway, first, 5);
    const entry = new JointEntry(gateway, [first, second, third]);
    const ends = await gateway.dataSource.query<{ end: Date }[]>(
      `SELECT max(locked_until) AS end FROM attempt_locks WHERE attempt_key = ANY ($1)`,
      [[first.hash, third.hash]],
    );
    const latest = ends[0]?.end.getTime() ?? 0;
    expect(await entry.enter(ALL_RIGHT)).toMatchObject({
      kind: 'LOCKED_OUT',
      lockedUntil: new Date(Math.ceil(latest / 1_000) * 1_000),
    });
    await gateway.administration.suspend(second);
    expect(await entry.times(1, ALL_RIGHT)).toEqual(['SUSPENDED']);
    await gateway.administration.release(second);
    expect(await entry.times(1, ALL_RIGHT)).toEqual(['LOCKED_OUT']);
  });

  it('a bar that Redis has lost stands all the same, on Postgres', async () => {
    const entry = new JointEntry(gateway, newTrio());
    await entry.times(5, THIRD_WRONG);
    await gateway.redis.del(...entry.trio.map(({ hash }) => keyPrefix + hash));
    expect(await entry.times(1, ALL_RIGHT)).toEqual(['LOCKED_OUT']);
    expect(entry.verified).toEqual([5, 5, 5]);
  });

  it('a bar that Postgres does not have yet is met by the attempt, and the other permits go back', async () => {
    const entry = new JointEntry(gateway, newTrio());
    await entry.times(5, THIRD_WRONG);
    await gateway.dataSource.query(`DELETE FROM attempt_locks WHERE attempt_key = $1`, [entry.trio[2].hash]);
    await gateway.redis.hset(keyPrefix + entry.trio[2].hash, 'd', '1');
    expect(await entry.times(1, [false, false, false])).toEqual(['LOCKED_OUT']);
    expect(entry.verified).toEqual([5, 5, 5]);
    expect(await counts(entry.trio)).toMatchObject([untouched, untouched, { permits: 0 }]);
  });
});

describe('R7 › attacked in parallel', () => {
  it('of two hundred guesses at the third exactly five are verified, and the others’ counters stay at 0', async () => {
    const entry = new JointEntry(gateway, newTrio(), () => sleep(10));
    const outcomes = await Promise.all(Array.from({ length: 200 }, () => entry.enter(THIRD_WRONG)));
    expect(tally(outcomes)).toEqual({ FAILED: 4, LOCKED_OUT: 196 });
    expect(entry.verified).toEqual([5, 5, 5]);
    expect(await counts(entry.trio)).toEqual([
      untouched,
      untouched,
      { failures: 0, lockouts: 1, permits: 0 },
    ]);
  });

  it('of two hundred guesses at all three exactly five are verified', async () => {
    const entry = new JointEntry(gateway, newTrio(), () => sleep(10));
    const outcomes = await Promise.all(Array.from({ length: 200 }, () => entry.enter([false, false, false])));
    expect(tally(outcomes)).toEqual({ FAILED: 4, LOCKED_OUT: 196 });
    expect(entry.verified).toEqual([5, 5, 5]);
    expect(await counts(entry.trio)).toEqual(Array(3).fill({ failures: 0, lockouts: 1, permits: 0 }));
  });

  it('fifty right entries at once all succeed, even with four failures on each counter', async () => {
    const entry = new JointEntry(gateway, newTrio(), () => sleep(10));
    await entry.times(4, [false, false, false]);
    const outcomes = await Promise.all(Array.from({ length: 50 }, () => entry.enter(ALL_RIGHT)));
    expect(tally(outcomes)).toEqual({ SUCCEEDED: 50 });
  });

  it('an attempt at one of them alone, at the same moment, hinders nobody for good', async () => {
    const entry = new JointEntry(gateway, newTrio(), () => sleep(5));
    const [joint, alone] = await Promise.all([
      Promise.all(Array.from({ length: 20 }, () => entry.enter(ALL_RIGHT))),
      Promise.all(Array.from({ length: 20 }, () => enterRight(gateway, entry.trio[1]))),
    ]);
    expect(tally([...joint, ...alone])).toEqual({ SUCCEEDED: 40 });
  });
});

describe('a fault of the system costs the user nothing', () => {
  it('when one of the three cannot be verified, all three attempts are given back', async () => {
    const entry = new JointEntry(gateway, newTrio());
    await entry.times(4, [false, false, false]);
    const broken = new JointEntry(gateway, entry.trio, () => Promise.reject(new Error('overloaded')));
    for (let times = 0; times < 6; times += 1) {
      await expect(broken.enter([false, false, false])).rejects.toThrow('overloaded');
    }
    expect(await counts(entry.trio)).toEqual(Array(3).fill({ failures: 4, lockouts: 0, permits: 0 }));
  });

  it('when a permit does not come in time, those that are held are given back before they expire', async () => {
    const entry = new JointEntry(gateway, newTrio(), undefined, 14_000);
    // Four failures leave one permit; a neighbour holds it while the lease of the first goes by.
    await enterWrongTimes(gateway, entry.trio[2], 4);
    let finish = (): void => undefined;
    const held = new Promise<boolean>((resolve) => {
      finish = () => {
        resolve(true);
      };
    });
    const neighbour = gateway.guard.attempt(
      entry.trio[2],
      gateway.secret(entry.trio[2], () => held),
      null,
    );
    const waiting = entry.enter([false, false, false]);
    await sleep(1_500);
    expect(await counts(entry.trio.slice(0, 2) as unknown as Trio)).toEqual([untouched, untouched]);
    finish();
    expect((await neighbour).kind).toBe('SUCCEEDED');
    expect(await waiting).toEqual({ kind: 'BUSY', retryAfterSeconds: 1 });
    expect(entry.verified).toEqual([0, 0, 0]);
    expect(await counts(entry.trio)).toEqual([untouched, untouched, untouched]);
  });

  it('when Postgres dies in the middle', async () => {
    const postgres: PrivateServer = await privateMigratedPostgres();
    const other = await startGateway({
      redisUrl: sharedRedisUrl(),
      databaseUrl: postgres.url,
      settings: { keyPrefix },
    });
    try {
      const entry = new JointEntry(other, newTrio());
      await entry.times(4, [false, false, false]);
      let reads = 0;
      const dying = {
        ...other,
        secret: (...args: Parameters<Gateway['secret']>) => {
          const secret = other.secret(...args);
          return {
            ...secret,
            read: async () => {
              reads += 1;
              if (reads === 3) await postgres.stop('SIGKILL');
              return secret.read();
            },
          };
        },
      };
      await expect(new JointEntry(dying, entry.trio).enter([false, false, false])).rejects.toThrow();
      await postgres.start();
      expect(await countsOf(other, keyPrefix, entry.trio)).toEqual(
        Array(3).fill({ failures: 4, lockouts: 0, permits: 0 }),
      );
      expect(await entry.times(1, ALL_RIGHT)).toEqual(['SUCCEEDED']);
    } finally {
      await other.close();
      await postgres.remove();
    }
  });
});
