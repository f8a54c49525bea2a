import { BARS, readArguments } from './arguments';

describe('what npm run prove is told', () => {
  it('everything by default, as often as the bars say, with a seed of its own', () => {
    const { only, samples, count, seed } = readArguments([]);
    expect({ only, samples, count }).toEqual({ only: BARS, samples: 2_000, count: 3_000 });
    expect(Number.isSafeInteger(seed)).toBe(true);
  });

  it('some of it, in the order given', () => {
    const args = ['--only', 'F10,f9', '--samples', '50', '--count=10', '--seed', '7'];
    expect(readArguments(args)).toEqual({ only: ['F10', 'F9'], samples: 50, count: 10, seed: 7 });
  });

  it.each([['--only', 'F99'], ['--samples', '1'], ['--count', 'many'], ['--seed', '-1'], ['--nothing']])(
    'refuses %s %s',
    (...args) => {
      expect(() => readArguments(args)).toThrow();
    },
  );
});
