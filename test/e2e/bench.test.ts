import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PerPart } from '../../bench/measure/cpu-parts';
import { BenchCommands, type RunningBench } from './support/bench-commands';
import { isRunning } from './support/gateway-program';
import { serversIn } from './support/servers-in';

const TAKES_AT_MOST_MS = 170_000;

describe('npm run bench', () => {
  const commands = new BenchCommands('main.ts');
  beforeEach(() => commands.open());
  afterEach(() => commands.close());

  const start = (...options: string[]): RunningBench => commands.start('--quick', ...options);

  it(
    'measures on servers of its own, prints a table, writes results and report, and leaves nothing behind',
    async () => {
      const bench = start('--rounds', '1', '--only', 'B1,B7,B10');
      await bench.told('B7: counting');
      const servers = await serversIn(commands.folder);
      expect(servers.map(isRunning)).toEqual([true, true]);
      expect(await bench.ended()).toBe(0);
      expect(bench.stdout()).toMatch(/^bar +figure +reference +ratio \(min–max\) +goal +met\n─/);
      const results = JSON.parse(await readFile(join(commands.out, 'latest.json'), 'utf8')) as {
        mode: string;
        bars: { id: string; name: string; value: number; busyCores?: PerPart; notes: string[] }[];
      };
      expect(results.mode).toBe('quick');
      const [logins, redis, postgres, start10] = results.bars;
      expect(results.bars.map(({ id }) => id)).toEqual(['B1', 'B7', 'B7', 'B10']);
      expect(logins?.value).toBeGreaterThan(0);
      // Where the cores went during the logins; only Linux tells.
      expect(logins?.busyCores !== undefined).toBe(process.platform === 'linux');
      for (const part of ['gatewayMain', 'gatewayHashing', 'postgres', 'redis', 'generator'] as const) {
        expect(logins?.busyCores?.[part] ?? Infinity).toBeGreaterThan(0);
      }
      expect(logins?.notes[0]).toMatch(/^(cores busy during|where the cores went)/);
      // A login asks the ledger twice and reads the account, however it is improved.
      expect(redis?.value).toBeGreaterThanOrEqual(2);
      expect(postgres?.value).toBeGreaterThanOrEqual(1);
      expect(start10?.value).toBeGreaterThan(0);
      expect(await readFile(join(commands.out, 'report.html'), 'utf8')).toContain('start to ready');
      await commands.expectNothingLeft(bench, servers);
    },
    TAKES_AT_MOST_MS,
  );

  it(
    'Ctrl-C in the middle stops every process that it started',
    async () => {
      const bench = start('--only', 'B1');
      await bench.told('warming up: gateway');
      const servers = await serversIn(commands.folder);
      expect(servers.map(isRunning)).toEqual([true, true]);
      process.kill(-(bench.child.pid ?? 0), 'SIGINT');
      expect(await bench.ended()).toBe(130);
      await commands.expectNothingLeft(bench, servers);
    },
    TAKES_AT_MOST_MS,
  );
});
