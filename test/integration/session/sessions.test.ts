import { randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';
import { sessionIdOf } from '../../../src/session/session-id';
import { RedisSessionStore } from '../../../src/session/redis-session-store';
import { parseSessionToken } from '../../../src/session/session-token';
import { sharedRedisUrl, uniquePrefix } from '../../support/redis';

const IDLE_MS = 60_000;
const ABSOLUTE_MS = 120_000;
/** When the users' passwords were set. */
const SET_AT = new Date('2026-04-01T00:00:00.123Z');

const prefix = uniquePrefix();
let redis: Redis;
let sessions: RedisSessionStore;

beforeAll(() => {
  redis = new Redis(sharedRedisUrl());
  sessions = new RedisSessionStore(redis, prefix, {
    idleMs: IDLE_MS,
    absoluteMs: ABSOLUTE_MS,
    single: false,
  });
});
afterAll(() => redis.quit());

/** Rewrites when a session began and was last used, as ages in ms. */
async function age(userId: string, sessionHash: string, createdMs: number, usedMs: number): Promise<void> {
  const [seconds] = await redis.time();
  const now = Number(seconds) * 1_000;
  await redis.hset(
    `${prefix}s:${userId}`,
    sessionHash,
    `${now - createdMs}:${now - usedMs}:${SET_AT.getTime()}`,
  );
}

describe('R9: listing sessions', () => {
  it('gives the live ones of one user, oldest first', async () => {
    const [one, other] = [randomUUID(), randomUUID()];
    const second = await sessions.begin(one, SET_AT);
    const first = await sessions.begin(one, SET_AT);
    await sessions.begin(other, SET_AT);
    await age(one, first.token.sessionHash, 50_000, 1_000);
    expect((await sessions.list(one)).map(({ token }) => token)).toEqual([first.token, second.token]);
  });

  it.each([
    ['idle for too long', 70_000, IDLE_MS + 1_000],
    ['older than a session may be', ABSOLUTE_MS + 1_000, 1_000],
  ])('leaves out one that is %s', async (_ended, createdMs, usedMs) => {
    const userId = randomUUID();
    const { token } = await sessions.begin(userId, SET_AT);
    await age(userId, token.sessionHash, createdMs, usedMs);
    expect(await sessions.list(userId)).toEqual([]);
  });

  it('does not prolong them', async () => {
    const userId = randomUUID();
    const { token } = await sessions.begin(userId, SET_AT);
    await age(userId, token.sessionHash, 40_000, 30_000);
    const before = await redis.hgetall(`${prefix}s:${userId}`);
    await sessions.list(userId);
    expect(await redis.hgetall(`${prefix}s:${userId}`)).toEqual(before);
  });

  it('is empty for a user without any', async () => {
    expect(await sessions.list(randomUUID())).toEqual([]);
  });
});

describe('R9: ending a session', () => {
  it('tells whether there was one to end', async () => {
    const { token } = await sessions.begin(randomUUID(), SET_AT);
    expect(await sessions.end(token)).toBe(true);
    expect(await sessions.end(token)).toBe(false);
  });

  it('leaves the user’s others', async () => {
    const userId = randomUUID();
    const { token } = await sessions.begin(userId, SET_AT);
    const { token: other } = await sessions.begin(userId, SET_AT);
    await sessions.end(token);
    expect((await sessions.list(userId)).map(({ token: left }) => left)).toEqual([other]);
  });
});

describe('the name of a session', () => {
  it('is always the same, and another for every session', async () => {
    const userId = randomUUID();
    const { text, token } = await sessions.begin(userId, SET_AT);
    const again = parseSessionToken(text);
    expect(again === null ? null : sessionIdOf(again)).toBe(sessionIdOf(token));
    expect(sessionIdOf((await sessions.begin(userId, SET_AT)).token)).not.toBe(sessionIdOf(token));
  });
});

describe('the password that began a session', () => {
  it('is kept by when it was set, to the millisecond, however often the session is used', async () => {
    const userId = randomUUID();
    const { token } = await sessions.begin(userId, SET_AT);
    const used = [await sessions.use(token), await sessions.use(token)];
    const listed = await sessions.list(userId);
    expect([...used, ...listed].map((session) => session?.secretChangedAt)).toEqual([SET_AT, SET_AT, SET_AT]);
  });
});
