import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';

/** A client as the ledger needs it: fails fast, and never crashes the process for a lost connection. */
export async function ledgerRedis(url: string, commandTimeout = 1_000): Promise<Redis> {
  const redis = new Redis(url, {
    lazyConnect: true,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    commandTimeout,
    retryStrategy: () => 50,
  });
  redis.on('error', () => undefined);
  await redis.connect();
  return redis;
}

/** Resolves once the client has found its restarted server again. */
export async function reconnected(redis: Redis): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    try {
      await redis.ping();
      return;
    } catch {
      await sleep(50);
    }
  }
  throw new Error('the client did not find Redis again');
}
