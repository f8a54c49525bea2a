import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { attemptKeyDeriver } from '../../src/attempts/attempt-key';
import { loadConfig } from '../../src/config/load-config';
import { attemptNames } from '../../test/support/stored-attempts';
import { openBulkLedger } from '../seed/seed-counters';
import type { Bar } from './bar';
import { judgeValue } from './judge';

const COUNTERS = 200_000;
const COUNTERS_IF_QUICK = 20_000;
const SAMPLE = 100;
const EXPIRED_MS = 1_000;
const ASKED_AT_ONCE = 10_000;

/** B8: what it costs Redis to remember that somebody has entered a wrong password. */
export const counterMemory: Bar = {
  id: 'B8',
  title: 'Redis memory per tracked credential',
  needsOnlyUrl: false,
  limitMs: 300_000,
  measure: async (stage) => {
    const counters = stage.pace.quick ? COUNTERS_IF_QUICK : COUNTERS;
    const world = await stage.ownWorld({ users: 0, counters: 0 });
    const { keySecret, ledger: settings } = loadConfig({ ...world.settings, NODE_ENV: 'test' }).attempts;
    const derive = attemptKeyDeriver(keySecret);
    const keys = Array.from({ length: counters }, (_, index) =>
      derive('LOGIN_PASSWORD', `memory${String(index).padStart(6, '0')}`),
    );
    const names = keys.map(({ hash }) => attemptNames(settings.keyPrefix, hash));
    const redis = new Redis(world.redisUrl, { lazyConnect: true });
    await redis.connect();
    try {
      const before = await usedMemory(redis);
      stage.progress(`counting a failure of ${counters} credentials`);
      const ledger = await openBulkLedger(world.redisUrl, settings);
      try {
        await ledger.countFailures(keys, () => undefined);
      } finally {
        await ledger.close();
      }
      // What is settled is remembered for a while, in case a gateway asks again; the bar is about what stays.
      stage.progress('waiting until the tickets of these failures are forgotten');
      await sleep(settings.settledMs + EXPIRED_MS);
      await dropExpired(
        redis,
        names.map(({ settled }) => settled),
      );
      const perCounter = ((await usedMemory(redis)) - before) / counters;
      const usages = await Promise.all(names.slice(0, SAMPLE).map(({ kept }) => redis.memory('USAGE', kept)));
      return {
        results: [
          judgeValue(
            {
              id: 'B8',
              name: `Redis memory per credential, by used_memory over ${counters.toLocaleString('en-US')}`,
              unit: 'B',
              notes: [`MEMORY USAGE of one: ${String(Math.max(...usages.map((usage) => usage ?? 0)))} B`],
            },
            [perCounter],
            { kind: 'AT_MOST', bound: 160 },
          ),
        ],
        charts: [],
      };
    } finally {
      await redis.quit();
    }
  },
};

/** By itself Redis leaves up to a tenth of what has expired for later; what it is asked for it drops. */
async function dropExpired(redis: Redis, keys: readonly string[]): Promise<void> {
  for (let first = 0; first < keys.length; first += ASKED_AT_ONCE) {
    const left = await redis.exists(...keys.slice(first, first + ASKED_AT_ONCE));
    if (left > 0) throw new Error(`${String(left)} tickets are remembered for longer than they should be`);
  }
}

async function usedMemory(redis: Redis): Promise<number> {
  const [, bytes] = /^used_memory:(\d+)/m.exec(await redis.info('memory')) ?? [];
  return Number(bytes);
}
