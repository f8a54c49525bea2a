import { randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';
import { RedisSessionStore } from '../../../src/session/redis-session-store';
import { SessionsUnavailable } from '../../../src/session/session-store';
import { newSessionToken, type SessionToken } from '../../../src/session/session-token';
import { sharedRedisUrl, uniquePrefix } from '../../support/redis';

const IDLE_MS = 900_000;
const ABSOLUTE_MS = 43_200_000;
/** When the users' passwords were set. */
const SET_AT = new Date('2026-04-01T00:00:00.123Z');
/** Longer than a test takes, shorter than what the limits tell apart. */
const MARGIN_MS = 60_000;

describe('R9 › sessions in Redis', () => {
  const prefix = uniquePrefix();
  let redis: Redis;
  let store: RedisSessionStore;
  let userId: string;
  beforeAll(() => {
    redis = new Redis(sharedRedisUrl());
    store = new RedisSessionStore(redis, prefix, { idleMs: IDLE_MS, absoluteMs: ABSOLUTE_MS, single: false });
  });
  beforeEach(() => {
    userId = randomUUID();
  });
  afterAll(async () => {
    const keys = await redis.keys(`${prefix}*`);
    if (keys.length > 0) await redis.del(...keys);
    redis.disconnect();
  });

  const keyOf = (): string => `${prefix}s:${userId}`;

  /** Makes a session as old, and as long unused, as if the time had passed. */
  async function age({ sessionHash }: SessionToken, { createdMsAgo = 0, usedMsAgo = 0 }): Promise<void> {
    const now = Date.now();
    await redis.hset(keyOf(), sessionHash, `${now - createdMsAgo}:${now - usedMsAgo}:${SET_AT.getTime()}`);
  }

  it('a session not used for the idle limit has ended, for good', async () => {
    const { token } = await store.begin(userId, SET_AT);
    await age(token, { createdMsAgo: IDLE_MS, usedMsAgo: IDLE_MS });
    expect(await store.use(token)).toBeNull();
    expect(await redis.hexists(keyOf(), token.sessionHash)).toBe(0);
  });

  it('use begins the idle time anew', async () => {
    const { token } = await store.begin(userId, SET_AT);
    await age(token, { createdMsAgo: IDLE_MS, usedMsAgo: IDLE_MS - MARGIN_MS });
    const before = Date.now() - MARGIN_MS;
    expect((await store.use(token))?.lastUsedAt.getTime()).toBeGreaterThan(before);
    expect((await redis.hget(keyOf(), token.sessionHash))?.split(':').map(Number)[1]).toBeGreaterThan(before);
  });

  it('a session ends at the absolute limit however busy', async () => {
    const { token } = await store.begin(userId, SET_AT);
    await age(token, { createdMsAgo: ABSOLUTE_MS - MARGIN_MS, usedMsAgo: 0 });
    expect(await store.use(token)).not.toBeNull();
    await age(token, { createdMsAgo: ABSOLUTE_MS, usedMsAgo: 0 });
    expect(await store.use(token)).toBeNull();
  });

  it('ending one leaves the others; ending all leaves none', async () => {
    const [a, b, c] = await Promise.all([
      store.begin(userId, SET_AT),
      store.begin(userId, SET_AT),
      store.begin(userId, SET_AT),
    ]);
    await store.end(a.token);
    expect(await store.use(a.token)).toBeNull();
    expect(await store.use(b.token)).not.toBeNull();
    await store.endAll(userId);
    expect([await store.use(b.token), await store.use(c.token)]).toEqual([null, null]);
  });

  it('single: of logins at once one session is left', async () => {
    const single = new RedisSessionStore(redis, prefix, {
      idleMs: IDLE_MS,
      absoluteMs: ABSOLUTE_MS,
      single: true,
    });
    const begun = await Promise.all(Array.from({ length: 20 }, () => single.begin(userId, SET_AT)));
    const found = await Promise.all(begun.map(({ token }) => single.use(token)));
    expect(found.filter((session) => session !== null)).toHaveLength(1);
  });

  it('sessions of one user are out of reach of another', async () => {
    const { token } = await store.begin(userId, SET_AT);
    expect(await store.use({ ...token, userId: randomUUID() })).toBeNull();
  });

  it('nothing is kept for ever: the key expires, and ended sessions leave at the next login', async () => {
    const old = await store.begin(userId, SET_AT);
    await age(old.token, { createdMsAgo: IDLE_MS, usedMsAgo: IDLE_MS });
    const fresh = await store.begin(userId, SET_AT);
    expect(await redis.hkeys(keyOf())).toEqual([fresh.token.sessionHash]);
    const ttlMs = await redis.pttl(keyOf());
    expect(ttlMs).toBeGreaterThan(0);
    expect(ttlMs).toBeLessThanOrEqual(ABSOLUTE_MS);
  });

  it('use does not bring back a session that ended meanwhile', async () => {
    const { token } = newSessionToken(userId);
    expect(await store.use(token)).toBeNull();
    expect(await redis.exists(keyOf())).toBe(0);
  });

  it('out of reach, nobody is let in: SessionsUnavailable', async () => {
    const away = new Redis(sharedRedisUrl(), { lazyConnect: true, enableOfflineQueue: false });
    const unreachable = new RedisSessionStore(away, prefix, {
      idleMs: IDLE_MS,
      absoluteMs: ABSOLUTE_MS,
      single: true,
    });
    const { token } = newSessionToken(userId);
    await expect(unreachable.begin(userId, SET_AT)).rejects.toThrow(SessionsUnavailable);
    await expect(unreachable.use(token)).rejects.toThrow(SessionsUnavailable);
    await expect(unreachable.endAll(userId)).rejects.toThrow(SessionsUnavailable);
    away.disconnect();
  });
});
