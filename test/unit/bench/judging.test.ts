import { judgeRatio, judgeValue } from '../../../bench/bars/judge';
import { alternate } from '../../../bench/measure/alternate';
import { ratiosOf, spreadOf } from '../../../bench/measure/spread';

const BAR = { id: 'B1', name: 'logins', unit: '/s', notes: [] };

describe('rounds', () => {
  it('the median decides, and the spread tells how far rounds lie apart', () => {
    expect(spreadOf([0.9, 0.2, 0.96])).toEqual({ median: 0.9, min: 0.2, max: 0.96 });
    expect(spreadOf([2, 1])).toEqual({ median: 1.5, min: 1, max: 2 });
    expect(spreadOf([7])).toEqual({ median: 7, min: 7, max: 7 });
  });

  it('no round is no figure', () => {
    expect(() => spreadOf([])).toThrow(RangeError);
  });

  it('each round has a ratio of its own, so that a slow moment of the machine is on both sides', () => {
    const rounds = [
      { subject: 95, reference: 100 },
      { subject: 47, reference: 50 },
    ];
    expect(ratiosOf(rounds)).toEqual([0.95, 0.94]);
  });

  it('the sides take turns in going first', async () => {
    const order: string[] = [];
    const side = (name: string, figure: number) => (round: number) => {
      order.push(`${name}${round}`);
      return Promise.resolve(figure + round);
    };
    const rounds = await alternate(3, side('s', 10), side('r', 20));
    expect(order).toEqual(['s0', 'r0', 'r1', 's1', 's2', 'r2']);
    expect(rounds).toEqual([
      { subject: 10, reference: 20 },
      { subject: 11, reference: 21 },
      { subject: 12, reference: 22 },
    ]);
  });
});

describe('a goal', () => {
  const rounds = [{ subject: 95, reference: 100 }];

  it('of a ratio is met at its bound and not beyond it, in either direction', () => {
    const judged = (kind: 'AT_LEAST' | 'AT_MOST', bound: number): boolean =>
      judgeRatio({ ...BAR, reference: 'bare' }, rounds, { kind, bound }).met;
    expect(judged('AT_LEAST', 0.95)).toBe(true);
    expect(judged('AT_LEAST', 0.951)).toBe(false);
    expect(judged('AT_MOST', 0.95)).toBe(true);
    expect(judged('AT_MOST', 0.949)).toBe(false);
  });

  it('of a ratio does not look at the figure itself', () => {
    const result = judgeRatio({ ...BAR, reference: 'bare' }, rounds, { kind: 'AT_LEAST', bound: 2 });
    expect(result).toMatchObject({
      met: false,
      value: { median: 95 },
      reference: { name: 'bare', value: { median: 100 } },
      ratio: { median: 0.95, min: 0.95, max: 0.95 },
      goal: { kind: 'AT_LEAST', bound: 2, of: 'RATIO' },
    });
  });

  it('of a figure is missed when what must be true besides is not', () => {
    const goal = { kind: 'AT_MOST', bound: 5 } as const;
    expect(judgeValue(BAR, [5, 5], goal).met).toBe(true);
    expect(judgeValue(BAR, [6], goal).met).toBe(false);
    expect(judgeValue(BAR, [4], goal, false).met).toBe(false);
  });
});
