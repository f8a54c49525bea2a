import { randomBytes } from 'node:crypto';
import type { AttemptKey } from '../../src/attempts/attempt-key';
import type { AttemptSettings } from '../../src/attempts/attempt-settings';
import { assembleLedgerScripts, readLedgerLua } from '../../src/attempts/ledger-scripts';
import { RedisAttemptLedger } from '../../src/attempts/redis-attempt-ledger';
import { connectToRedis, type RedisConnection } from '../../src/platform/redis/redis-connection';
import { parseRedisLocation } from '../../src/platform/redis/redis-location';

/** Keys under way at once: enough that neither side waits for the other, few enough to answer within the timeout. */
const AT_ONCE = 500;
const TIMEOUT_MS = 30_000;

/** Taken as they come, so that a million need not be held. */
type Keys = Iterable<AttemptKey> | AsyncIterable<AttemptKey>;

/** The ledger as the gateway has it, for counting and clearing in bulk. End with close(). */
export interface BulkLedger {
  /** Counts one failure of each key, by the very permits and settlements of a wrong password. */
  countFailures(keys: Keys, onDone: (count: number) => void): Promise<void>;
  /** Forgets whatever is counted of each key, locks and suspensions too. */
  clear(keys: Keys, onDone: (count: number) => void): Promise<void>;
  close(): Promise<void>;
}

export async function openBulkLedger(redisUrl: string, settings: AttemptSettings): Promise<BulkLedger> {
  const redis = await connectToRedis(parseRedisLocation(redisUrl), {
    commandTimeoutMs: TIMEOUT_MS,
    connectTimeoutMs: TIMEOUT_MS,
    // A command that fails for it is reported.
    onError: () => undefined,
  });
  const ledger = new RedisAttemptLedger(redis, assembleLedgerScripts(readLedgerLua), settings);
  return {
    countFailures: (keys, onDone) =>
      each(keys, onDone, async (key) => {
        const ticket = randomBytes(6).toString('base64url');
        const { kind } = await ledger.acquire(key, ticket);
        if (kind === 'GRANTED') await ledger.settle(key, ticket, 'FAILED');
      }),
    clear: (keys, onDone) =>
      each(keys, onDone, async (key) => {
        await ledger.clear(key, 'LIFT_SUSPENSION');
      }),
    close: () => close(redis),
  };
}

/** Commands of one batch leave together and are answered together, which is what makes them cheap. */
async function each(
  keys: Keys,
  onDone: (count: number) => void,
  work: (key: AttemptKey) => Promise<void>,
): Promise<void> {
  let batch: AttemptKey[] = [];
  const flush = async (): Promise<void> => {
    await Promise.all(batch.map(work));
    onDone(batch.length);
    batch = [];
  };
  for await (const key of keys) {
    batch.push(key);
    if (batch.length === AT_ONCE) await flush();
  }
  await flush();
}

async function close(redis: RedisConnection): Promise<void> {
  await redis.quit().catch(() => {
    redis.disconnect();
  });
}
