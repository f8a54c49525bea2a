import { setTimeout as sleep } from 'node:timers/promises';
import type { AttemptKey } from '../../../src/attempts/attempt-key';
import { freshDatabase, type TestDatabase } from '../../support/postgres';
import { sharedRedisUrl, uniquePrefix } from '../../support/redis';
import { enterRight, newKey } from './support/attempts';
import { type Gateway, startGateway } from './support/gateway';

const PERMITS = 5;
const PLACES = 3;
const WAIT_MS = 3_000;

let database: TestDatabase;
let gateway: Gateway;

beforeAll(async () => {
  database = await freshDatabase();
  gateway = await startGateway({
    redisUrl: sharedRedisUrl(),
    databaseUrl: database.url,
    settings: { keyPrefix: uniquePrefix(), maxWaiters: PLACES, waitMs: WAIT_MS },
  });
});

afterAll(async () => {
  await gateway.close();
  await database.drop();
});

/** Holds every permit of `key`, until told to enter the right secret with all of them. */
async function holdAllPermits(key: AttemptKey): Promise<() => Promise<string[]>> {
  let begun = 0;
  let enter: () => void = () => undefined;
  const told = new Promise<boolean>((resolve) => {
    enter = () => {
      resolve(true);
    };
  });
  const secret = gateway.secret(key, () => {
    begun += 1;
    return told;
  });
  const held = Array.from({ length: PERMITS }, () => gateway.guard.attempt(key, secret, null));
  while (begun < PERMITS) await sleep(5);
  return async () => {
    enter();
    return (await Promise.all(held)).map(({ kind }) => kind);
  };
}

describe('waiting for a permit', () => {
  it('no more wait than there are places; the others are told at once to come back, and cost nothing', async () => {
    const key = newKey();
    const enterHeld = await holdAllPermits(key);
    const answered: string[] = [];
    const storm = Array.from({ length: 20 }, async () => {
      const { kind } = await enterRight(gateway, key);
      answered.push(kind);
      return kind;
    });
    await sleep(WAIT_MS / 3);
    expect(answered).toEqual(Array(20 - PLACES).fill('BUSY'));
    expect(await enterHeld()).toEqual(Array(PERMITS).fill('SUCCEEDED'));
    await Promise.all(storm);
    expect(answered.slice(20 - PLACES)).toEqual(Array(PLACES).fill('SUCCEEDED'));
  });

  it('a full line of one credential keeps nobody from another', async () => {
    const [crowded, other] = [newKey(), newKey()];
    const enterHeld = await holdAllPermits(crowded);
    const line = Array.from({ length: PLACES }, () => enterRight(gateway, crowded));
    while ((await enterRight(gateway, crowded)).kind !== 'BUSY') await sleep(5);
    expect((await enterRight(gateway, other)).kind).toBe('SUCCEEDED');
    await enterHeld();
    await Promise.all(line);
  });

  it('a place that came free is taken again', async () => {
    const key = newKey();
    const enterHeld = await holdAllPermits(key);
    const first = await Promise.all(Array.from({ length: PLACES }, () => enterRight(gateway, key)));
    expect(first.map(({ kind }) => kind)).toEqual(Array(PLACES).fill('BUSY'));
    const second = Array.from({ length: PLACES }, () => enterRight(gateway, key));
    await sleep(100);
    await enterHeld();
    expect((await Promise.all(second)).map(({ kind }) => kind)).toEqual(Array(PLACES).fill('SUCCEEDED'));
  });
});
