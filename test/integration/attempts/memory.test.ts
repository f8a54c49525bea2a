import { setTimeout as sleep } from 'node:timers/promises';
import type { AttemptKey } from '../../../src/attempts/attempt-key';
import { DEFAULT_ATTEMPT_SETTINGS } from '../../../src/attempts/attempt-settings';
import { freshDatabase, type TestDatabase } from '../../support/postgres';
import type { PrivateServer } from '../../support/private-server';
import { privateRedis } from '../../support/redis';
import { attemptNames, stateOf } from '../../support/stored-attempts';
import { enterRight, enterWrongTimes, newKey } from './support/attempts';
import { type Gateway, startGateway } from './support/gateway';
import { bytesOfEach } from './support/redis-memory';

const BYTES_EACH = 160;
const TRACKED = 100_000;
/** Short, so that the tests need not wait long for a credential to be at rest. */
const SETTLED_MS = 200;
/** Longer than the verification that is left open takes to begin, shorter than the test waits for a lock to end. */
const LOCKOUT_MS = 1_000;

let database: TestDatabase;
let server: PrivateServer;
let gateway: Gateway;

beforeAll(async () => {
  [database, server] = await Promise.all([freshDatabase(), privateRedis()]);
  gateway = await startGateway({
    redisUrl: server.url,
    databaseUrl: database.url,
    policy: { lockoutMs: LOCKOUT_MS },
    settings: { settledMs: SETTLED_MS },
  });
  await gateway.redis.config('SET', 'appendonly', 'no');
});

afterAll(async () => {
  await gateway.close();
  await server.remove();
  await database.drop();
});

const namesOf = ({ hash }: AttemptKey) => attemptNames(DEFAULT_ATTEMPT_SETTINGS.keyPrefix, hash);

async function lockedOut(key: AttemptKey, times: number): Promise<void> {
  for (let lockout = 0; lockout < times; lockout += 1) {
    if (lockout > 0) await sleep(LOCKOUT_MS + 50);
    await enterWrongTimes(gateway, key, 5);
  }
}

/** Attempts that never end, as of a gateway that is killed while it verifies. */
async function leftOpen(key: AttemptKey, attempts: number): Promise<void> {
  let begun = 0;
  const secret = gateway.secret(key, () => {
    begun += 1;
    return new Promise<boolean>(() => undefined);
  });
  for (let attempt = 0; attempt < attempts; attempt += 1) void gateway.guard.attempt(key, secret, null);
  while (begun < attempts) await sleep(5);
}

/** Every kind of state that a credential can rest in, and how it gets there. */
const AT_REST: [string, (key: AttemptKey) => Promise<unknown>][] = [
  ['one wrong entry', (key) => enterWrongTimes(gateway, key, 1)],
  ['four wrong entries', (key) => enterWrongTimes(gateway, key, 4)],
  ['locked out', (key) => lockedOut(key, 1)],
  ['locked out twice', (key) => lockedOut(key, 2)],
  [
    'a lockout over, then four wrong entries',
    async (key) => {
      await lockedOut(key, 1);
      await sleep(LOCKOUT_MS + 50);
      await enterWrongTimes(gateway, key, 4);
    },
  ],
  ['suspended', (key) => lockedOut(key, 3)],
  [
    'a hundred right entries, then a wrong one',
    async (key) => {
      await Promise.all(Array.from({ length: 100 }, () => enterRight(gateway, key)));
      await enterWrongTimes(gateway, key, 1);
    },
  ],
];

/** What Redis itself says of one key, and what it takes up for so many of them, tables and expiry included. */
async function measured(name: string): Promise<{ usage: number; real: number }> {
  const usage = Number(await gateway.redis.memory('USAGE', name));
  return { usage, real: await bytesOfEach(gateway.redis, name, TRACKED) };
}

describe('B8: a tracked credential takes at most 160 bytes of Redis', () => {
  it.each(AT_REST)('at rest: %s', async (state, reach) => {
    const key = newKey();
    await reach(key);
    const { kept, settled } = namesOf(key);
    const inWindow = Number(await gateway.redis.memory('USAGE', settled));
    expect(inWindow).toBeGreaterThan(0);
    await sleep(SETTLED_MS);
    expect(await gateway.redis.exists(settled)).toBe(0);
    const { usage, real } = await measured(kept);
    process.stdout.write(
      `B8 ${state}: MEMORY USAGE ${String(usage)}, by used_memory ${real.toFixed(1)}; settled tickets ${String(inWindow)}\n`,
    );
    expect(usage).toBeLessThanOrEqual(BYTES_EACH);
    expect(real).toBeLessThanOrEqual(BYTES_EACH);
  });

  it('at rest: a killed gateway has left all five permits open, and the master has suspended', async () => {
    const key = newKey();
    await leftOpen(key, 5);
    await gateway.administration.suspend(key);
    const { usage, real } = await measured(namesOf(key).kept);
    process.stdout.write(
      `B8 five open permits: MEMORY USAGE ${String(usage)}, by used_memory ${real.toFixed(1)}\n`,
    );
    expect(usage).toBeLessThanOrEqual(BYTES_EACH);
  });
});

describe('what the ledger keeps expires', () => {
  it('counts after the retention time, and a success leaves only its ticket, for the settled time', async () => {
    const [failed, locked, clean] = [newKey(), newKey(), newKey()];
    await enterWrongTimes(gateway, failed, 1);
    await enterWrongTimes(gateway, locked, 5);
    await enterRight(gateway, clean);
    const { redis } = gateway;
    const retentionMs = DEFAULT_ATTEMPT_SETTINGS.retentionMs;
    for (const key of [failed, locked]) {
      expect(await redis.pttl(namesOf(key).kept)).toBeGreaterThan(retentionMs - 60_000);
    }
    expect(await redis.exists(namesOf(clean).kept)).toBe(0);
    const left = await redis.pttl(namesOf(clean).settled);
    expect(left).toBeGreaterThan(0);
    expect(left).toBeLessThanOrEqual(SETTLED_MS);
    const { lock } = stateOf(await redis.getBuffer(namesOf(locked).kept), null);
    expect(lock).toEqual({ at: expect.any(Number) as number, until: (lock?.at ?? 0) + LOCKOUT_MS });
  });
});

describe('what the ledger did not write', () => {
  it('in the name of a credential refuses it, to be retried, and verifies nothing', async () => {
    const key = newKey();
    const verify = jest.fn(() => Promise.resolve(true));
    const attempt = (): Promise<unknown> => gateway.guard.attempt(key, gateway.secret(key, verify), null);
    const { kept, settled } = namesOf(key);
    const unavailable = { name: 'LedgerUnavailable', store: 'REDIS' };
    await gateway.redis.set(kept, 'thirteen bytes');
    await expect(attempt()).rejects.toMatchObject(unavailable);
    await gateway.redis.del(kept);
    await gateway.redis.hset(kept, { f: '4' });
    await expect(attempt()).rejects.toMatchObject(unavailable);
    await gateway.redis.del(kept);
    await gateway.redis.set(settled, 'no tickets');
    await expect(attempt()).rejects.toMatchObject(unavailable);
    expect(verify).not.toHaveBeenCalled();
  });

  it('under the names of an earlier version is left alone and harms nobody', async () => {
    const key = newKey();
    await gateway.redis.hset(`sk:a:${key.hash}`, { f: '4', 'told-key1': '1' });
    expect((await enterRight(gateway, key)).kind).toBe('SUCCEEDED');
    expect(await gateway.redis.exists(`sk:a:${key.hash}`)).toBe(1);
  });
});
