import { Redis } from 'ioredis';
import { RedisChallengeStore } from '../../../src/additional-authentication/redis-challenge-store';
import { systemClock } from '../../../src/platform/clock';
import { SessionsUnavailable } from '../../../src/session/session-store';
import { sharedRedisUrl, uniquePrefix } from '../../support/redis';

const CHALLENGE = { userId: '00000000-0000-4000-8000-000000000001', questionId: 3, binding: '1/2/-' };
const LIFE_MS = 300_000;

let redis: Redis;
let prefix: string;
let store: RedisChallengeStore;

beforeEach(() => {
  redis = new Redis(sharedRedisUrl());
  prefix = uniquePrefix();
  store = new RedisChallengeStore(redis, prefix, LIFE_MS, systemClock);
});
afterEach(() => {
  redis.disconnect();
});

describe('R8: challenges in Redis', () => {
  it('are found by their token, which is not stored, and end by themselves', async () => {
    const { token, expiresAt } = await store.issue(CHALLENGE);
    expect(await store.find(token)).toEqual(CHALLENGE);
    expect(Buffer.from(token, 'base64url')).toHaveLength(32);
    expect(expiresAt.getTime()).toBeGreaterThan(Date.now());
    const [key = '', ...others] = await redis.keys(`${prefix}*`);
    expect(others).toEqual([]);
    expect(`${key} ${(await redis.get(key)) ?? ''}`).not.toContain(token);
    const lifeLeftMs = await redis.pttl(key);
    expect(lifeLeftMs).toBeGreaterThan(0);
    expect(lifeLeftMs).toBeLessThanOrEqual(LIFE_MS);
    await redis.pexpire(key, 0);
    expect(await store.find(token)).toBeNull();
    expect(await store.consume(token)).toBe(false);
  });

  it('are used up by exactly one of many', async () => {
    const { token } = await store.issue(CHALLENGE);
    const consumed = await Promise.all(Array.from({ length: 20 }, () => store.consume(token)));
    expect(consumed.filter(Boolean)).toHaveLength(1);
    expect(await store.find(token)).toBeNull();
  });

  it('let nobody in while Redis is away', async () => {
    const { token } = await store.issue(CHALLENGE);
    redis.disconnect();
    await expect(store.find(token)).rejects.toThrow(SessionsUnavailable);
    await expect(store.issue(CHALLENGE)).rejects.toThrow(SessionsUnavailable);
    await expect(store.consume(token)).rejects.toThrow(SessionsUnavailable);
  });
});
