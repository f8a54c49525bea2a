import type { Redis } from 'ioredis';
import type { AttemptKey } from '../../../src/attempts/attempt-key';
import { DEFAULT_ATTEMPT_SETTINGS } from '../../../src/attempts/attempt-settings';
import { type AttemptState, UNTRIED } from '../../../src/attempts/attempt-state';
import { NO_RECORD } from '../../../src/attempts/lock-record';
import { RedisAttemptLedger } from '../../../src/attempts/redis-attempt-ledger';
import { sharedRedisUrl, uniquePrefix } from '../../support/redis';
import { attemptNames, keepState, stateOf } from '../../support/stored-attempts';
import { newKey } from './support/attempts';
import { clockKeyOf, scriptsOnDrivenClock } from './support/driven-clock';
import { ledgerRedis } from './support/ledger-redis';

const prefix = uniquePrefix();
const NOW = 1_763_800_000_000;
const TICKET = 'ticket-A';
let redis: Redis;
let ledger: RedisAttemptLedger;
let key: AttemptKey;

beforeAll(async () => {
  redis = await ledgerRedis(sharedRedisUrl());
  ledger = new RedisAttemptLedger(redis, scriptsOnDrivenClock(), {
    ...DEFAULT_ATTEMPT_SETTINGS,
    keyPrefix: prefix,
  });
});
beforeEach(async () => {
  key = newKey();
  await redis.set(clockKeyOf(namesOf().kept), NOW, 'PX', 60_000);
});
afterAll(() => redis.quit());

const namesOf = () => attemptNames(prefix, key.hash);

async function stored(): Promise<AttemptState> {
  const { kept, settled } = namesOf();
  return stateOf(await redis.getBuffer(kept), await redis.getBuffer(settled));
}

/** The ticket whose bytes are those that begin at `offset` in what is stored under `name`. */
async function ticketWithin(name: string, offset: number): Promise<string> {
  return ((await redis.getBuffer(name)) ?? Buffer.alloc(0)).toString('base64url', offset, offset + 6);
}

describe('what is packed', () => {
  it('a ticket with bytes that lie across the permit of another is no permit', async () => {
    await ledger.acquire(key, TICKET);
    const across = await ticketWithin(namesOf().kept, 15);
    await ledger.acquire(key, across);
    expect([...(await stored()).permits.keys()]).toEqual([TICKET, across]);
  });

  it('nor is it settled for lying across another that is: its failure counts', async () => {
    await ledger.settle(key, TICKET, 'FAILED');
    const across = await ticketWithin(namesOf().settled, 3);
    const { ticketKnown, standing } = await ledger.settle(key, across, 'FAILED');
    expect({ ticketKnown, failures: standing.failures }).toEqual({ ticketKnown: false, failures: 2 });
  });

  it('a ticket of another length is refused before it can be taken for a part of one', async () => {
    for (const ticket of ['', 'short', 'much-too-long']) {
      await expect(ledger.acquire(key, ticket)).rejects.toThrow(RangeError);
    }
  });

  it('what the ledger did not write is nothing to settle on', async () => {
    const unavailable = { name: 'LedgerUnavailable', store: 'REDIS' };
    const { kept, settled } = namesOf();
    for (const name of [kept, settled]) {
      await redis.set(name, 'broken and long', 'PX', 60_000);
      await expect(ledger.settle(key, TICKET, 'FAILED')).rejects.toMatchObject(unavailable);
      expect(await redis.get(name)).toBe('broken and long');
      await redis.del(name);
    }
  });

  it('more failures than a byte holds are not none', async () => {
    await keepState(redis, namesOf(), { ...UNTRIED, failures: 255 });
    const patient = new RedisAttemptLedger(redis, scriptsOnDrivenClock(), {
      ...DEFAULT_ATTEMPT_SETTINGS,
      keyPrefix: prefix,
      policies: {
        ...DEFAULT_ATTEMPT_SETTINGS.policies,
        LOGIN_PASSWORD: { failuresPerLockout: 1_000, lockoutsPerSuspension: 3, lockoutMs: 1_000 },
      },
    });
    await patient.settle(key, TICKET, 'FAILED');
    expect((await stored()).failures).toBe(255);
  });

  it('more lockouts than seven bits hold are not none, and not taken for a mark', async () => {
    const lockouts = 200;
    await ledger.restore(key, { ...NO_RECORD, lockouts });
    expect(await stored()).toMatchObject({ lockouts: 127, unmirrored: false });
  });

  it('a lock longer than four bytes hold lasts as long as they do, and is no suspension', async () => {
    const record = { ...NO_RECORD, lockouts: 1, lockedAt: NOW, lockedUntil: NOW + 2 ** 33 };
    await ledger.restore(key, record);
    expect(await stored()).toMatchObject({
      lock: { at: NOW, until: NOW + 2 ** 32 - 2 },
      suspendedAt: null,
    });
    expect((await ledger.acquire(key, TICKET)).kind).toBe('LOCKED_OUT');
  });

  it('a suspended credential keeps its instant and no lock', async () => {
    const record = { ...NO_RECORD, lockedAt: NOW - 5, lockedUntil: NOW + 5, suspendedAt: NOW - 1 };
    expect(await ledger.restore(key, record)).toMatchObject({ lock: null, suspendedAt: NOW - 1 });
    expect(await stored()).toMatchObject({ lock: null, suspendedAt: NOW - 1 });
  });
});
