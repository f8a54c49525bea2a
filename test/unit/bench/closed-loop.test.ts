import { setTimeout as sleep } from 'node:timers/promises';
import { expectOnly } from '../../../bench/bars/outcomes';
import { runClosedLoop } from '../../../bench/measure/closed-loop';

describe('a closed loop', () => {
  it('each client asks again only once it has its answer', async () => {
    let most = 0;
    const asking = new Map<number, number>();
    await runClosedLoop({
      clients: 3,
      durationMs: 60,
      send: async (client) => {
        asking.set(client, (asking.get(client) ?? 0) + 1);
        most = Math.max(most, asking.get(client) ?? 0);
        await sleep(5);
        asking.set(client, (asking.get(client) ?? 0) - 1);
        return 'ANSWERED';
      },
    });
    expect(asking.size).toBe(3);
    expect(most).toBe(1);
  });

  it('an answer that comes after the end does not count', async () => {
    const report = await runClosedLoop({
      clients: 2,
      durationMs: 20,
      send: () => sleep(100, 'LATE'),
    });
    expect(report.outcomes.size).toBe(0);
    expect(report.latency.totalCount).toBe(0);
  });

  it('counts answers by outcome, in all and by second', async () => {
    let asked = 0;
    const { outcomes, seconds, latency } = await runClosedLoop({
      clients: 1,
      durationMs: 50,
      send: async () => {
        asked += 1;
        await sleep(1);
        return asked % 2 === 0 ? 'EVEN' : 'ODD';
      },
    });
    const counted = [...outcomes.values()].reduce((sum, count) => sum + count, 0);
    expect(outcomes.get('ODD')).toBeGreaterThan(0);
    expect(seconds).toHaveLength(1);
    expect(seconds[0]?.outcomes).toEqual(outcomes);
    expect(latency.totalCount).toBe(counted);
  });
});

describe('what may come of a load', () => {
  it('is all that may: a fast wrong answer fails the bar', () => {
    const outcomes = new Map([
      ['LoggedIn', 9],
      ['Busy', 1],
    ]);
    expect(() => {
      expectOnly(outcomes, ['LoggedIn', 'Busy']);
    }).not.toThrow();
    expect(() => {
      expectOnly(outcomes, ['LoggedIn']);
    }).toThrow('LoggedIn 9, Busy 1');
  });
});
