import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { GrowthRun } from '../../bench/growth/growth-run';
import { BenchCommands } from './support/bench-commands';
import { isRunning } from './support/gateway-program';
import { serversIn } from './support/servers-in';

const TAKES_AT_MOST_MS = 170_000;

describe('npm run bench:growth', () => {
  const commands = new BenchCommands('growth/main.ts');
  beforeEach(() => commands.open());
  afterEach(() => commands.close());

  it(
    'measures logins and refusals at each size, draws them, and leaves nothing behind',
    async () => {
      const bench = commands.start('--quick', '--only', 'history,clients');
      await bench.told('history: 1 of 8');
      const servers = await serversIn(commands.folder);
      // One PostgreSQL, and a Redis for each size.
      expect(servers.map(isRunning)).toEqual([true, true, true]);
      expect(await bench.ended()).toBe(0);
      await commands.expectNothingLeft(bench, servers);

      const text = await readFile(join(commands.out, 'growth.json'), 'utf8');
      const { growths, mode, command } = JSON.parse(text) as GrowthRun;
      expect({ mode, command }).toEqual({
        mode: 'quick',
        command: expect.stringContaining('npm run bench:growth -- --out'),
      });
      expect(growths.map(({ dimension, points }) => [dimension, points.map(({ size }) => size)])).toEqual([
        ['history', [0, 400]],
        ['clients', [1, 4]],
      ]);
      for (const { costs } of growths.flatMap(({ points }) => points)) {
        for (const { p50, p99, perSecond } of [costs.login, costs.refusal]) {
          expect(p50.value).toBeGreaterThan(0);
          expect(p99.value).toBeGreaterThanOrEqual(p50.value);
          expect(perSecond.value).toBeGreaterThan(0);
        }
        // A login hashes and a refusal must not; where nothing is told of threads, neither is this.
        const [login, refusal] = [costs.login.cpuMs, costs.refusal.cpuMs];
        expect(login === null).toBe(process.platform !== 'linux');
        if (login === null || refusal === null) continue;
        expect(login.gatewayMain.value).toBeGreaterThan(0);
        expect(login.postgres.value).toBeGreaterThan(refusal.postgres.value);
        expect(login.gatewayHashing.value).toBeGreaterThan(refusal.gatewayHashing.value);
      }

      expect((await readdir(commands.out)).sort()).toEqual([
        'growth-clients.svg',
        'growth-history.svg',
        'growth.json',
      ]);
      expect(await readFile(join(commands.out, 'growth-clients.svg'), 'utf8')).toMatch(
        /^<svg [\s\S]*<\/svg>\n$/,
      );
      expect(bench.stdout()).toContain('### With events in the history');
      expect(bench.stdout()).toContain('A quick run: its figures prove nothing.');
    },
    TAKES_AT_MOST_MS,
  );

  it(
    'Ctrl-C in the middle stops every process that it started, and writes no half of a run',
    async () => {
      const bench = commands.start('--quick', '--only', 'users');
      await bench.told('users: 1 of 8');
      const servers = await serversIn(commands.folder);
      expect(servers.map(isRunning)).toEqual([true, true, true]);
      process.kill(-(bench.child.pid ?? 0), 'SIGINT');
      expect(await bench.ended()).toBe(130);
      await commands.expectNothingLeft(bench, servers);
      expect(await readdir(commands.folder)).toEqual([]);
    },
    TAKES_AT_MOST_MS,
  );
});
