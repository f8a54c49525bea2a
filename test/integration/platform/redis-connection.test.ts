import { setTimeout as delay } from 'node:timers/promises';
import { inspect } from 'node:util';
import { connectToRedis, type RedisConnection } from '../../../src/platform/redis/redis-connection';
import { parseRedisLocation } from '../../../src/platform/redis/redis-location';
import type { PrivateServer } from '../../support/private-server';
import { privateRedis } from '../../support/redis';

const settings = { commandTimeoutMs: 1_000, connectTimeoutMs: 5_000, onError: () => undefined };

let server: PrivateServer;
let redis: RedisConnection;

beforeEach(async () => {
  server = await privateRedis();
  redis = await connectToRedis(parseRedisLocation(server.url), settings);
});

afterEach(async () => {
  redis.disconnect();
  await server.remove();
});

it('a script defined on the connection runs', async () => {
  redis.defineCommand('double', { numberOfKeys: 0, lua: 'return ARGV[1] * 2' });
  expect(await (redis as RedisConnection & { double(n: number): Promise<number> }).double(21)).toBe(42);
});

it('without Redis a command fails instead of waiting, and with it again it works', async () => {
  await server.stop('SIGKILL');
  await expect(redis.ping()).rejects.toThrow();
  await server.start();
  await eventually(async () => {
    expect(await redis.ping()).toBe('PONG');
  });
});

it('a frozen Redis fails the command after its timeout', async () => {
  process.kill(server.pid, 'SIGSTOP');
  try {
    await expect(redis.ping()).rejects.toThrow('Command timed out');
  } finally {
    process.kill(server.pid, 'SIGCONT');
  }
});

it('a Redis that is not there is reported, without its password', async () => {
  await server.stop();
  const attempt = connectToRedis(parseRedisLocation(server.url), { ...settings, connectTimeoutMs: 300 });
  await expect(attempt).rejects.toThrow('Redis (standalone) was not ready within 300 ms');
  await expect(attempt).rejects.not.toThrow(new URL(server.url).password);
});

it('a wrong password is reported by its reason, and appears nowhere', async () => {
  const location = parseRedisLocation(`redis://:canary-41c7@127.0.0.1:${server.port}`);
  const told: Error[] = [];
  const attempt = connectToRedis(location, {
    ...settings,
    connectTimeoutMs: 500,
    onError: (error) => told.push(error),
  });
  const error: unknown = await attempt.catch((cause: unknown) => cause);
  expect(inspect(error)).toContain('WRONGPASS');
  expect(told.length).toBeGreaterThan(0);
  expect(inspect([error, told], { depth: 9, showHidden: true })).not.toContain('canary-41c7');
});

async function eventually(check: () => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await check();
      return;
    } catch (error) {
      if (attempt === 100) throw error;
      await delay(50);
    }
  }
}
