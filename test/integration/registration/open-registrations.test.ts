import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { RegistrationsUnavailable } from '../../../src/registration/open-registrations';
import { RedisOpenRegistrations } from '../../../src/registration/redis-open-registrations';
import { newRegistrationToken } from '../../../src/registration/registration-token';
import { sharedRedisUrl, uniquePrefix } from '../../support/redis';

describe('R2: an open registration', () => {
  const prefix = uniquePrefix();
  let redis: Redis;
  let registrations: RedisOpenRegistrations;
  const newToken = (organizationId: string = randomUUID()) => newRegistrationToken(organizationId).token;

  beforeAll(() => {
    redis = new Redis(sharedRedisUrl());
    registrations = new RedisOpenRegistrations(redis, prefix);
  });

  afterAll(() => redis.quit());

  it('is open under its own token only', async () => {
    const token = newToken();
    await registrations.open(token, 600);
    expect(await registrations.isOpen(token)).toBe(true);
    expect(await registrations.isOpen(newToken(token.organizationId))).toBe(false);
    expect(await registrations.isOpen(newToken())).toBe(false);
  });

  it('closes when another of the same organization is opened', async () => {
    const earlier = newToken();
    const later = newToken(earlier.organizationId);
    await registrations.open(earlier, 600);
    await registrations.open(later, 600);
    expect(await registrations.isOpen(earlier)).toBe(false);
    expect(await registrations.consume(earlier)).toBe(false);
    expect(await registrations.consume(later)).toBe(true);
  });

  it('is used up by one of many who use it at once', async () => {
    const token = newToken();
    await registrations.open(token, 600);
    const consumed = await Promise.all(Array.from({ length: 50 }, () => registrations.consume(token)));
    expect(consumed.filter(Boolean)).toHaveLength(1);
    expect(await registrations.isOpen(token)).toBe(false);
  });

  it('closes by itself', async () => {
    const token = newToken();
    await registrations.open(token, 1);
    for (let tries = 0; tries < 200 && (await registrations.isOpen(token)); tries += 1) await sleep(50);
    expect(await registrations.isOpen(token)).toBe(false);
    expect(await registrations.consume(token)).toBe(false);
  });

  it('is one key, kept no longer than asked', async () => {
    const token = newToken();
    await registrations.open(token, 600);
    const keys = await redis.keys(`${prefix}*${token.organizationId}*`);
    expect(keys).toEqual([`${prefix}r:${token.organizationId}`]);
    const secondsLeft = await redis.ttl(`${prefix}r:${token.organizationId}`);
    expect(secondsLeft).toBeGreaterThan(0);
    expect(secondsLeft).toBeLessThanOrEqual(600);
  });

  it('is nobody’s while Redis is away', async () => {
    const away = new Redis(sharedRedisUrl(), { lazyConnect: true, enableOfflineQueue: false });
    const unreachable = new RedisOpenRegistrations(away, prefix);
    await expect(unreachable.open(newToken(), 600)).rejects.toBeInstanceOf(RegistrationsUnavailable);
    await expect(unreachable.isOpen(newToken())).rejects.toBeInstanceOf(RegistrationsUnavailable);
    await expect(unreachable.consume(newToken())).rejects.toBeInstanceOf(RegistrationsUnavailable);
    away.disconnect();
  });
});
