import { build, type Histogram } from 'hdr-histogram-js';
import fc from 'fast-check';
import { parseCapacityOptions } from '../../../bench/capacity/options';
import { growthPaceOf } from '../../../bench/growth/growth-pace';
import { parseGrowthOptions } from '../../../bench/growth/options';
import { costOfRounds, type Sample } from '../../../bench/growth/sample';
import { shuffled } from '../../../bench/growth/shuffled';
import { perPart } from '../../../bench/measure/cpu-parts';
import { UsageError } from '../../../bench/options';

function latency(...ms: readonly number[]): Histogram {
  const histogram = build({ useWebAssembly: false });
  for (const each of ms) histogram.recordValue(each * 1_000);
  return histogram;
}

function sample(ms: readonly number[], cpuMs: number | null, perSecond = 10, busy = 0): Sample {
  const use =
    cpuMs === null ? null : { wallMs: 1_000, ms: perPart((part) => (part === 'redis' ? cpuMs : 0)) };
  return { latency: latency(...ms), perSecond, busy, use };
}

describe('what the rounds of one size come to', () => {
  it('is the percentile of all answers together, with the least and the most of one round', () => {
    const { p50, p99 } = costOfRounds([sample([1, 1, 1], 0), sample([5], 0), sample([2, 2, 9], 0)]);
    // A histogram holds three digits.
    expect(p50).toEqual({ value: 2, min: 1, max: expect.closeTo(5, 1) });
    expect(p99.value).toBeCloseTo(9, 1);
    expect([p99.min, p99.max]).toEqual([1, p99.value]);
  });

  it('is the processor time of all rounds by all their answers', () => {
    const { cpuMs, perSecond, busy } = costOfRounds([
      sample([1, 1, 1], 3, 12, 2),
      sample([1], 5, 8, 1),
      sample([1, 1], 4, 11),
    ]);
    expect(cpuMs?.redis).toEqual({ value: 2, min: 1, max: 5 });
    expect(cpuMs?.postgres).toEqual({ value: 0, min: 0, max: 0 });
    expect(perSecond).toEqual({ value: 11, min: 8, max: 12 });
    expect(busy).toBe(3);
  });

  it('has no processor time where one round has none, and is nothing without rounds', () => {
    expect(costOfRounds([sample([1], 1), sample([1], null)]).cpuMs).toBeNull();
    expect(() => costOfRounds([])).toThrow(RangeError);
  });
});

describe('the order of a round', () => {
  it('is one of chance, of the very same', () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), (items) => {
        expect(shuffled(items).sort()).toEqual([...items].sort());
      }),
    );
  });

  it('can be any, each as likely as the others', () => {
    const orders = new Set<string>();
    for (const last of [0, 1, 2]) {
      for (const second of [0, 1]) {
        const chances = [last, second];
        orders.add(shuffled(['a', 'b', 'c'], () => chances.shift() ?? 0).join(''));
      }
    }
    expect([...orders].sort()).toEqual(['abc', 'acb', 'bac', 'bca', 'cab', 'cba']);
  });
});

describe('the command line of the growth', () => {
  it('lets everything grow in five rounds unless it is told otherwise', () => {
    expect(parseGrowthOptions([])).toEqual({
      only: ['users', 'counters', 'history', 'clients'],
      rounds: 5,
      quick: false,
      million: false,
      out: 'bench/results',
    });
    expect(parseGrowthOptions(['--quick', '--only', 'clients,users'])).toMatchObject({
      only: ['users', 'clients'],
      rounds: 1,
    });
  });

  it('goes to a million only when it is asked to', () => {
    expect(growthPaceOf({ quick: false, million: false }).sizes).toEqual([1_000, 10_000, 100_000]);
    expect(growthPaceOf({ quick: false, million: true }).sizes.at(-1)).toBe(1_000_000);
  });

  it.each([['--only', 'moons'], ['--rounds', '0'], ['--rounds', 'x'], ['--frobnicate'], ['users']])(
    'refuses %s %s',
    (...argv) => {
      expect(() => parseGrowthOptions(argv)).toThrow(UsageError);
    },
  );
});

describe('the command line of the capacity', () => {
  it('takes rounds, pace and folder', () => {
    expect(parseCapacityOptions([])).toEqual({ rounds: 5, quick: false, out: 'bench/results' });
    expect(parseCapacityOptions(['--quick'])).toMatchObject({ rounds: 2, quick: true });
    expect(parseCapacityOptions(['--rounds', '7', '--out', 'x'])).toMatchObject({ rounds: 7, out: 'x' });
  });

  it.each([['--rounds', '51'], ['--only', 'B1'], ['16']])('refuses %s %s', (...argv) => {
    expect(() => parseCapacityOptions(argv)).toThrow(UsageError);
  });
});
