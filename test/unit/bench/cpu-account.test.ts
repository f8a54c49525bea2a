import { coreNotes } from '../../../bench/bars/core-notes';
import {
  accounted,
  coresOf,
  costOf,
  hashingShare,
  partsOfGateway,
  together,
  type CpuUse,
} from '../../../bench/measure/cpu-account';
import { PARTS, perPart, totalOf } from '../../../bench/measure/cpu-parts';
import { parseStat, threadsOf, treeMs } from '../../../bench/measure/process-cpu';
import { forkBurner, type Burner } from './burner';

const use = (ms: Partial<CpuUse['ms']>, wallMs = 1_000): CpuUse => ({
  wallMs,
  ms: perPart((part) => ms[part] ?? 0),
});

describe('processor time', () => {
  it('is read behind the name of a process, whatever that is', () => {
    const fields = ['S', 7, 1, 1, 0, -1, 0, 1, 1, 0, 0, 150, 25, 40, 2, 20, 10, 1, 0, 9];
    expect(parseStat(`42 (a) R (b)) ${fields.join(' ')} 0 0`)).toEqual({
      parent: 7,
      ownMs: 1_750,
      endedChildrenMs: 420,
      niceness: 10,
    });
  });

  it('of a gateway is divided into main thread, those of low priority, which hash, and the others', () => {
    const threads = [
      { tid: 5, niceness: 0, ms: 10 },
      { tid: 6, niceness: 0, ms: 1 },
      { tid: 7, niceness: 10, ms: 20 },
      { tid: 8, niceness: 10, ms: 30 },
    ];
    expect(partsOfGateway(5, threads).map(({ part }) => part)).toEqual([
      'gatewayMain',
      'gatewayOther',
      'gatewayHashing',
      'gatewayHashing',
    ]);
  });

  it('of a gateway that has the lowest priority itself is of the main thread or of hashing', () => {
    const threads = [5, 6, 7].map((tid) => ({ tid, niceness: 19, ms: 1 }));
    expect(partsOfGateway(5, threads).map(({ part }) => part)).toEqual([
      'gatewayMain',
      'gatewayHashing',
      'gatewayHashing',
    ]);
  });

  it('makes cores, costs and shares', () => {
    const one = use({ gatewayMain: 200, gatewayHashing: 600, generator: 200 });
    const other = use({ gatewayMain: 100, gatewayHashing: 300 }, 500);
    expect(coresOf(one)).toMatchObject({ gatewayMain: 0.2, gatewayHashing: 0.6, redis: 0 });
    expect(costOf(one, 50)).toMatchObject({ gatewayMain: 4, gatewayHashing: 12, generator: 4 });
    expect(together([one, other])).toEqual(
      use({ gatewayMain: 300, gatewayHashing: 900, generator: 200 }, 1_500),
    );
    expect(hashingShare(one)).toBe(0.6);
  });
});

describe('the notes under B1', () => {
  it('tell where the cores went, and how much of them was hashing', () => {
    const notes = coreNotes(use({ gatewayMain: 200, gatewayHashing: 900, postgres: 200, generator: 200 }), 2);
    expect(notes).toEqual([
      'cores busy during the logins: gateway, main thread 0.20, gateway, hashing threads 0.90, gateway, other threads 0.00, PostgreSQL 0.20, Redis 0.00, load generator 0.20; 1.50 of 2 in all',
      '60 % of that was hashing: while all of them share the cores, the ratio is 0.60 at most, and 0.69 with a load generator that costs nothing',
    ]);
  });

  it('say so where nothing can be measured', () => {
    expect(coreNotes(null, 2)).toEqual([
      'where the cores went is not measured on this system: only Linux tells',
    ]);
  });
});

// Times of threads are Linux's; that there are none elsewhere is the last test's.
const onLinux = process.platform === 'linux' ? describe : describe.skip;

onLinux('processor time on Linux', () => {
  const BURNT_MS = 300;
  /** Ticks, and what it does besides. */
  const MORE_AT_MOST_MS = 250;
  let burner: Burner;
  beforeEach(async () => {
    burner = await forkBurner();
  });
  afterEach(() => burner.end());

  it('counts what a process and its children use, those included that have ended, and nothing for waiting', async () => {
    const before = await treeMs(burner.pid);
    await burner.burn(BURNT_MS);
    const between = await treeMs(burner.pid);
    expect(between - before).toBeGreaterThanOrEqual(BURNT_MS * 0.9);
    expect(between - before).toBeLessThan(BURNT_MS + MORE_AT_MOST_MS);
    await burner.burnInChild(BURNT_MS);
    expect((await treeMs(burner.pid)) - between).toBeGreaterThanOrEqual(BURNT_MS * 0.9);
  });

  it('counts a child that lives with its parent', async () => {
    const own = (): number => {
      const { user, system } = process.cpuUsage();
      return (user + system) / 1_000;
    };
    const [family, alone] = [await treeMs(process.pid), own()];
    await burner.burn(BURNT_MS);
    const [familyUsed, ownUsed] = [(await treeMs(process.pid)) - family, own() - alone];
    expect(familyUsed - ownUsed).toBeGreaterThanOrEqual(BURNT_MS * 0.8);
  });

  it('tells threads apart: what one burns is not the main one’s', async () => {
    const mainMs = async (): Promise<number> =>
      (await threadsOf(burner.pid)).find(({ tid }) => tid === burner.pid)?.ms ?? NaN;
    const othersMs = async (): Promise<number> =>
      (await threadsOf(burner.pid)).reduce((sum, { tid, ms }) => (tid === burner.pid ? sum : sum + ms), 0);
    const [main, others] = [await mainMs(), await othersMs()];
    await burner.burnInThread(BURNT_MS);
    expect((await othersMs()) - others).toBeGreaterThanOrEqual(BURNT_MS * 0.9);
    expect((await mainMs()) - main).toBeLessThan(BURNT_MS / 2);
  });

  it('is accounted to whoever used it', async () => {
    const idle = await forkBurner();
    try {
      const processes = { gateways: [idle.pid], postgres: burner.pid, redis: idle.pid };
      const { result, use: used } = await accounted(processes, async () => {
        await burner.burn(BURNT_MS);
        return 'done';
      });
      expect(result).toBe('done');
      expect(used?.ms.postgres).toBeGreaterThanOrEqual(BURNT_MS * 0.9);
      expect(used?.ms.redis).toBeLessThan(BURNT_MS / 2);
      expect(used?.ms.gatewayMain).toBeLessThan(BURNT_MS / 2);
      expect(PARTS.every((part) => (used?.ms[part] ?? -1) >= 0)).toBe(true);
      expect(used?.wallMs).toBeGreaterThanOrEqual(BURNT_MS * 0.9);
      expect(totalOf(used?.ms ?? perPart(() => NaN))).toBeGreaterThan(0);
    } finally {
      await idle.end();
    }
  });

  it('of who has ended is none', async () => {
    const { pid } = burner;
    await burner.end();
    expect(await threadsOf(pid)).toEqual([]);
    expect(await treeMs(pid)).toBe(0);
  });
});

it('processor time is not measured where no thread tells its own, and what is measured runs all the same', async () => {
  const { platform } = process;
  Object.defineProperty(process, 'platform', { value: 'darwin' });
  try {
    const processes = { gateways: [process.pid], postgres: process.pid, redis: process.pid };
    expect(await accounted(processes, () => Promise.resolve(1))).toEqual({ result: 1, use: null });
  } finally {
    Object.defineProperty(process, 'platform', { value: platform });
  }
});
