import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { capacityOf, sharedMachine, sumOf } from '../../bench/capacity/capacity';
import type { CapacityRun } from '../../bench/capacity/capacity-run';
import { BenchCommands } from './support/bench-commands';
import { serversIn } from './support/servers-in';

const TAKES_AT_MOST_MS = 170_000;

/**
 * How far a prediction may be off. It is of processor time, which stands still while others have the core, so that a busy
 * machine makes it no worse; caches that are shared with them make a login dearer, but not by this much.
 */
const FACTOR = 2;

// Only Linux tells the processor time of each thread.
const onLinux = process.platform === 'linux' ? describe : describe.skip;

onLinux('npm run bench:capacity', () => {
  const commands = new BenchCommands('capacity/main.ts');
  beforeEach(() => commands.open());
  afterEach(() => commands.close());

  it(
    'the costs of one load predict how many logins another one gets done with the cores that it got',
    async () => {
      const bench = commands.start('--quick', '--rounds', '2');
      await bench.told('warming up');
      const servers = await serversIn(commands.folder);
      expect(servers).toHaveLength(2);
      expect(await bench.ended()).toBe(0);
      await commands.expectNothingLeft(bench, servers);

      const text = await readFile(join(commands.out, 'capacity.json'), 'utf8');
      const { cost, check, hashing, machine, generatorMs } = JSON.parse(text) as CapacityRun;
      // With the lowest priority the gateway's other threads cannot be told from those that hash, and have nothing.
      const { gatewayOther, ...busy } = cost;
      expect(gatewayOther).toBeGreaterThanOrEqual(0);
      for (const ms of [...Object.values(busy), generatorMs]) expect(ms).toBeGreaterThan(0);

      // The load that is predicted is another one than that in which the costs were measured.
      expect(check.clients.throughput).toBeGreaterThan(check.clients.costs);
      expect(check.ratio.median).toBeGreaterThan(1 / FACTOR);
      expect(check.ratio.median).toBeLessThan(FACTOR);

      // Nobody is busier than there are cores, and so nothing is faster than the formula allows.
      expect(check.busyCores.max).toBeLessThanOrEqual(machine.cores * 1.05);
      const { perSecond } = capacityOf(cost, sharedMachine(machine.cores));
      expect(check.measured.max).toBeLessThan(FACTOR * perSecond);

      // A login hashes once: its threads take what argon2id takes alone, in another process and without the gateway.
      const [alone] = hashing;
      expect(cost.gatewayHashing / (alone?.measuredMs ?? NaN)).toBeGreaterThan(1 / FACTOR);
      expect(cost.gatewayHashing / (alone?.measuredMs ?? NaN)).toBeLessThan(FACTOR);
      expect(cost.gatewayHashing).toBeLessThan(sumOf(cost));

      expect(bench.stdout()).toContain('| One login takes of');
      expect(bench.stdout()).toContain('A quick run: its figures prove nothing.');
    },
    TAKES_AT_MOST_MS,
  );
});
