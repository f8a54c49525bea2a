import { SealingRounds } from '../../../src/history/sealing/sealing-rounds';

describe('sealing rounds', () => {
  it('follow one another, never two at once, and end with a last one', async () => {
    let [running, atOnce, rounds] = [0, 0, 0];
    let third: () => void = () => undefined;
    const thirdRound = new Promise<void>((resolve) => (third = resolve));
    const sealing = new SealingRounds(
      async () => {
        atOnce = Math.max(atOnce, (running += 1));
        await new Promise((resolve) => setTimeout(resolve, 5));
        running -= 1;
        if ((rounds += 1) === 3) third();
      },
      1,
      () => undefined,
    );
    sealing.start();
    await thirdRound;
    await sealing.stop();
    const afterStop = rounds;
    expect([running, atOnce]).toEqual([0, 1]);
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(rounds).toBe(afterStop);
  });

  it('tell of a fault when it begins, go on, and tell of the next one after a good round', async () => {
    const outcomes = ['bad', 'bad', 'good', 'bad', 'good'];
    const told: unknown[] = [];
    let last: () => void = () => undefined;
    const through = new Promise<void>((resolve) => (last = resolve));
    const sealing = new SealingRounds(
      () => {
        const outcome = outcomes.shift();
        if (outcomes.length === 0) last();
        return outcome === 'bad' ? Promise.reject(new Error(outcome)) : Promise.resolve();
      },
      1,
      (fault) => told.push(fault),
    );
    sealing.start();
    await through;
    await sealing.stop();
    expect(told).toHaveLength(2);
  });
});
