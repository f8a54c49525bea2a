import { Redis } from 'ioredis';
import type { TestGateway } from '../../support/gateway';

/** Runs `work` on the Redis of a gateway, with the names of the gateway's keys. */
export async function onRedisOf<Result>(
  { env }: Pick<TestGateway, 'env'>,
  work: (redis: Redis, keys: readonly string[]) => Promise<Result>,
): Promise<Result> {
  const redis = new Redis(env['REDIS_URL'] ?? '');
  try {
    return await work(redis, await redis.keys(`${env['REDIS_PREFIX'] ?? ''}*`));
  } finally {
    redis.disconnect();
  }
}

/** Takes all that a gateway keeps in Redis, as a lost Redis would. */
export function forgetAll(gateway: Pick<TestGateway, 'env'>): Promise<void> {
  return onRedisOf(gateway, async (redis, keys) => {
    if (keys.length > 0) await redis.del(...keys);
  });
}
