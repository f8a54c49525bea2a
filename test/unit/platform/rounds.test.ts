import { setTimeout as sleep } from 'node:timers/promises';
import { Rounds } from '../../../src/platform/rounds';

const INTERVAL_MS = 5;

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await sleep(1);
}

describe('rounds', () => {
  it.each([
    ['end with a last one', true, 1],
    ['end without a last one', false, 0],
  ])('follow one another, never two at once, and %s', async (_, lastRound, more) => {
    let [begun, running, atOnce] = [0, 0, 0];
    const subject = new Rounds({
      round: async () => {
        begun += 1;
        atOnce = Math.max(atOnce, (running += 1));
        await sleep(30);
        running -= 1;
      },
      intervalMs: INTERVAL_MS,
      lastRound,
      report: () => undefined,
    });
    subject.start();
    await until(() => begun === 3);
    await subject.stop();
    expect([begun, running, atOnce]).toEqual([3 + more, 0, 1]);
    await sleep(4 * INTERVAL_MS);
    expect(begun).toBe(3 + more);
  });

  it('go on after a fault, which is told when it begins and not every time', async () => {
    const told: unknown[] = [];
    let rounds = 0;
    const subject = new Rounds({
      round: () => {
        rounds += 1;
        return rounds % 4 === 0 ? Promise.resolve() : Promise.reject(new Error(`round ${String(rounds)}`));
      },
      intervalMs: INTERVAL_MS,
      lastRound: false,
      report: (fault) => told.push((fault as Error).message),
    });
    subject.start();
    await until(() => rounds >= 7);
    await subject.stop();
    expect(told).toEqual(['round 1', 'round 5']);
  });
});
