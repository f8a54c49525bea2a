import { setTimeout as sleep } from 'node:timers/promises';
import { millisecondsAt, runOpenLoop } from '../../../bench/load/open-loop';

/** A server that does one thing after the other, in no time but for one stall. */
function stallingServer(stallsAt: number, stallMs: number): (arrival: number) => Promise<string> {
  let free = Promise.resolve();
  return (arrival) => {
    free = free.then(() => sleep(arrival === stallsAt ? stallMs : 0)).then(() => undefined);
    return free.then(() => 'OK');
  };
}

describe('the open loop', () => {
  it('sends as many as the rate asks for, evenly, whatever becomes of those before', async () => {
    const sentAt: number[] = [];
    const began = performance.now();
    const { arrivals, outcomes } = await runOpenLoop({
      rate: 100,
      durationMs: 500,
      send: async (arrival) => {
        sentAt.push(performance.now() - began);
        await sleep(300);
        return arrival % 2 === 0 ? 'EVEN' : 'ODD';
      },
    });
    expect(arrivals).toBe(50);
    expect([...outcomes].sort()).toEqual([
      ['EVEN', 25],
      ['ODD', 25],
    ]);
    // Each was sent long before the first was answered, none before its time.
    expect(sentAt.every((at, arrival) => at >= arrival * 10 - 1)).toBe(true);
    expect(sentAt[25]).toBeLessThan(300 + 10);
  });

  it('a stall shows for everybody who came meanwhile, not for the one request that met it', async () => {
    const { latency } = await runOpenLoop({ rate: 100, durationMs: 1_000, send: stallingServer(30, 400) });
    // 40 of 100 arrive while it stalls; a closed loop would have sent one, and 99 of its 100 would be quick.
    expect(millisecondsAt(latency, 50)).toBeLessThan(200);
    expect(millisecondsAt(latency, 75)).toBeGreaterThan(50);
    expect(millisecondsAt(latency, 99)).toBeGreaterThan(350);
  });

  it('measures from the intended start, also when the generator itself is late, and tells that it was', async () => {
    const { latency, lag } = await runOpenLoop({
      rate: 50,
      durationMs: 400,
      send: (arrival) => {
        const until = performance.now() + (arrival === 2 ? 200 : 0);
        while (performance.now() < until);
        return Promise.resolve('OK');
      },
    });
    expect(latency.maxValue / 1_000).toBeGreaterThanOrEqual(190);
    expect(millisecondsAt(latency, 60)).toBeGreaterThan(20);
    expect(lag.maxValue / 1_000).toBeGreaterThan(150);
  });

  it('who waits because too many are under way has his waiting counted', async () => {
    let most = 0;
    let now = 0;
    const { latency, outcomes } = await runOpenLoop({
      rate: 100,
      durationMs: 200,
      maxInFlight: 2,
      send: async () => {
        now += 1;
        most = Math.max(most, now);
        await sleep(50);
        now -= 1;
        return 'OK';
      },
    });
    expect(most).toBe(2);
    expect(outcomes.get('OK')).toBe(20);
    // Twenty of 50 ms each, two at once, take 500 ms; the last came after 190.
    expect(latency.maxValue / 1_000).toBeGreaterThan(280);
  });

  it('a rejection is an outcome, and the first is kept', async () => {
    const { outcomes, firstFault } = await runOpenLoop({
      rate: 100,
      durationMs: 100,
      send: (arrival) =>
        arrival % 2 === 0 ? Promise.resolve('OK') : Promise.reject(new Error(`fault ${arrival}`)),
    });
    expect(outcomes.get('FAULT')).toBe(5);
    expect(firstFault).toEqual(new Error('fault 1'));
  });

  it('what is never answered counts, with all the time it had', async () => {
    const { outcomes, latency, achievedRate } = await runOpenLoop({
      rate: 20,
      durationMs: 200,
      drainMs: 300,
      send: (arrival) => (arrival === 0 ? new Promise(() => undefined) : Promise.resolve('OK')),
    });
    expect(outcomes.get('UNANSWERED')).toBe(1);
    expect(latency.maxValue / 1_000).toBeGreaterThanOrEqual(490);
    expect(achievedRate).toBeLessThan(20);
  });

  it('ends early when told so', async () => {
    const stop = new AbortController();
    setTimeout(() => {
      stop.abort();
    }, 100);
    const { arrivals, outcomes } = await runOpenLoop({
      rate: 100,
      durationMs: 5_000,
      send: () => Promise.resolve('OK'),
      signal: stop.signal,
    });
    expect(arrivals).toBeLessThan(50);
    expect(outcomes.get('OK')).toBe(arrivals);
  });

  it('tells each second as it goes', async () => {
    const seconds: number[] = [];
    const report = await runOpenLoop({
      rate: 10,
      durationMs: 2_100,
      send: () => Promise.resolve('OK'),
      onSecond: ({ second, sent }) => seconds.push(second, sent),
    });
    expect(report.seconds.map(({ second }) => second)).toEqual([0, 1]);
    expect(seconds).toHaveLength(4);
    expect(report.seconds.every(({ sent, inFlight }) => sent >= 9 && sent <= 11 && inFlight <= 1)).toBe(true);
  });
});
