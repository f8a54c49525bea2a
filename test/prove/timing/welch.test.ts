import fc from 'fast-check';
import { summaryOf, welch } from './welch';

describe('F10 › Welch’s t', () => {
  // Three published examples: https://en.wikipedia.org/wiki/Welch%27s_t-test#Examples
  const A1 = [27.5, 21.0, 19.0, 23.6, 17.0, 17.9, 16.9, 20.1, 21.9, 22.6, 23.1, 19.6, 19.0, 21.7, 21.4];
  const A2 = [27.1, 22.0, 20.8, 23.4, 23.4, 23.5, 25.8, 22.0, 24.8, 20.2, 21.9, 22.1, 22.9, 20.5, 24.4];
  const B1 = [17.2, 20.9, 22.6, 18.1, 21.7, 21.4, 23.5, 24.2, 14.7, 21.8];
  const B2 = [
    21.5, 22.8, 21.0, 23.0, 21.6, 23.6, 22.5, 20.7, 23.4, 21.8, 20.7, 21.7, 21.5, 22.5, 23.6, 21.5, 22.5,
    23.5, 21.5, 21.8,
  ];
  const C1 = [19.8, 20.4, 19.6, 17.8, 18.5, 18.9, 18.3, 18.9, 19.5, 22.0];
  const C2 = [
    28.2, 26.6, 20.1, 23.3, 25.2, 22.1, 17.7, 27.6, 20.6, 13.7, 23.2, 17.5, 20.6, 18.0, 23.9, 21.6, 24.3,
    20.4, 24.0, 13.2,
  ];

  it.each([
    ['equal sizes', A1, A2, -2.46, 25.0],
    ['unequal sizes, the smaller sample the more scattered', B1, B2, -1.57, 9.9],
    ['unequal sizes, the larger sample the more scattered', C1, C2, -2.22, 24.5],
  ])('%s', (_what, first, second, t, degreesOfFreedom) => {
    const compared = welch(first, second);
    expect(compared.t).toBeCloseTo(t, 1);
    expect(compared.degreesOfFreedom).toBeCloseTo(degreesOfFreedom, 0);
  });

  it('mean and unbiased variance', () => {
    expect(summaryOf([2, 4, 4, 4, 5, 5, 7, 9])).toEqual({ n: 8, mean: 5, variance: 32 / 7 });
    expect(() => summaryOf([1])).toThrow(RangeError);
  });

  it('samples that are the same constant do not differ; different constants differ without bound', () => {
    expect(welch([3, 3, 3], [3, 3]).t).toBe(0);
    expect(welch([3, 3, 3], [2, 2]).t).toBe(Infinity);
  });

  it('turns its sign with the order, and a shift of both changes nothing', () => {
    const sample = fc.array(fc.integer({ min: -1_000, max: 1_000 }), { minLength: 2, maxLength: 30 });
    fc.assert(
      fc.property(sample, sample, fc.integer({ min: -1_000, max: 1_000 }), (first, second, shift) => {
        const { t } = welch(first, second);
        const shifted = welch(
          first.map((value) => value + shift),
          second.map((value) => value + shift),
        ).t;
        expect(welch(second, first).t).toBeCloseTo(-t, 6);
        expect(shifted).toBeCloseTo(t, 6);
      }),
    );
  });
});
