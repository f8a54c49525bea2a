import { setTimeout as sleep } from 'node:timers/promises';
import type { Redis } from 'ioredis';

const AT_ONCE = 10_000;

/** Names as long as those of the ledger, values and times to live of their own. */
const FILL = `
for nth = tonumber(ARGV[3]), tonumber(ARGV[4]) do
  redis.call('SET', ARGV[2] .. string.format('{%022d}', nth), ARGV[1], 'PX', 86400000)
end`;

/**
 * What each of `count` keys like `name` takes up in bytes, everything included: the difference in `used_memory` between
 * an empty Redis and one with so many keys of the same value. Empties Redis, so it must be nobody else's.
 */
export async function bytesOfEach(redis: Redis, name: string, count: number): Promise<number> {
  const value = await redis.getBuffer(name);
  if (value === null) throw new Error(`there is no ${name}`);
  await redis.flushall('SYNC');
  const before = await settledMemory(redis);
  for (let first = 1; first <= count; first += AT_ONCE) {
    const last = Math.min(first + AT_ONCE - 1, count);
    await redis.eval(FILL, 0, value, name.slice(0, name.indexOf('{')), first, last);
  }
  const after = await settledMemory(redis);
  await redis.flushall('SYNC');
  return (after - before) / count;
}

/** `used_memory` once Redis has finished moving its tables, which it does bit by bit. */
async function settledMemory(redis: Redis): Promise<number> {
  for (let last = -1; ;) {
    const used = Number(/used_memory:(\d+)/.exec(await redis.info('memory'))?.[1]);
    if (Math.abs(used - last) < AT_ONCE) return used;
    last = used;
    await sleep(200);
  }
}
