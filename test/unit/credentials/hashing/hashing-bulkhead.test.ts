import fc from 'fast-check';
import { HashingBulkhead } from '../../../../src/credentials/hashing/hashing-bulkhead';
import type { BulkheadSettings } from '../../../../src/credentials/hashing/bulkhead-settings';
import { HashingBusy } from '../../../../src/credentials/secret-hasher';

const LONG_MS = 60_000;
const settings: BulkheadSettings = {
  atOnce: 2,
  deadlineMs: LONG_MS,
  queue: { placesPerLane: 3, placesPerShare: 2, strangersTurnEvery: 8 },
};
const customer = { networkPrefix: '192.0.2.0/24', knownAs: 'device' };
const stranger = { networkPrefix: '198.51.100.0/24', knownAs: null };

/** Work that ends when the test says so. */
class HeldWork {
  begun = false;
  private release: (failure: Error | null) => void = () => undefined;

  readonly start = (): Promise<string> => {
    this.begun = true;
    return new Promise((resolve, reject) => {
      this.release = (failure) => {
        if (failure === null) resolve('done');
        else reject(failure);
      };
    });
  };

  finish(): void {
    this.release(null);
  }

  fail(failure: Error): void {
    this.release(failure);
  }
}

const frozenTime = () => 0;
const settled = () => new Promise((resolve) => setImmediate(resolve));
const bulkheadOf = (overrides: Partial<BulkheadSettings> = {}, now = frozenTime) =>
  new HashingBulkhead({ ...settings, ...overrides }, now);

describe('the bulkhead of hashing', () => {
  it('starts as many as cores at once and the next when one ends', async () => {
    const bulkhead = bulkheadOf();
    const works = [new HeldWork(), new HeldWork(), new HeldWork()] as const;
    const answers = works.map((work) => bulkhead.run(customer, work.start));
    expect(works.map(({ begun }) => begun)).toEqual([true, true, false]);
    expect(bulkhead.load).toEqual({ running: 2, waiting: { customers: 1, strangers: 0 } });
    works[0].finish();
    await settled();
    expect(works[2].begun).toBe(true);
    works[1].finish();
    works[2].finish();
    await expect(Promise.all(answers)).resolves.toEqual(['done', 'done', 'done']);
    expect(bulkhead.load).toEqual({ running: 0, waiting: { customers: 0, strangers: 0 } });
  });

  it('failed work answers with its own error and gives its permit on', async () => {
    const bulkhead = bulkheadOf({ atOnce: 1 });
    const [failing, next] = [new HeldWork(), new HeldWork()];
    const failed = bulkhead.run(customer, failing.start);
    const answer = bulkhead.run(customer, next.start);
    failing.fail(new Error('out of memory'));
    await expect(failed).rejects.toThrow('out of memory');
    next.finish();
    await expect(answer).resolves.toBe('done');
    expect(bulkhead.load.running).toBe(0);
  });

  it('refuses at once, without beginning the work, when there is no place to wait', async () => {
    const bulkhead = bulkheadOf({ atOnce: 1 });
    const held = Array.from({ length: 3 }, () => new HeldWork());
    const answers = held.map((work) => bulkhead.run(stranger, work.start));
    const refused = new HeldWork();
    await expect(bulkhead.run(stranger, refused.start)).rejects.toBeInstanceOf(HashingBusy);
    expect(refused.begun).toBe(false);
    for (const work of held) {
      work.finish();
      await settled();
    }
    await Promise.all(answers);
  });

  it('a flood of strangers leaves a place for the customer, who is served before them', async () => {
    const bulkhead = bulkheadOf({ atOnce: 1 });
    const served: string[] = [];
    const running = new HeldWork();
    const first = bulkhead.run(stranger, running.start);
    const flood = Array.from({ length: 50 }, (_, index) =>
      bulkhead.run({ networkPrefix: `2001:db8:${String(index)}::/48`, knownAs: null }, () => {
        served.push('stranger');
        return Promise.resolve();
      }),
    );
    const customers = bulkhead.run(customer, () => Promise.resolve(served.push('customer')));
    running.finish();
    await first;
    await customers;
    const outcomes = await Promise.allSettled(flood);
    expect(served).toEqual(['customer', 'stranger', 'stranger', 'stranger']);
    expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(47);
  });

  it('who waits past the deadline is refused, its work never begins, and its place is free again', async () => {
    const bulkhead = bulkheadOf({ atOnce: 1, deadlineMs: 10 });
    const [busy, late] = [new HeldWork(), new HeldWork()];
    const running = bulkhead.run(customer, busy.start);
    await expect(bulkhead.run(customer, late.start)).rejects.toBeInstanceOf(HashingBusy);
    expect(bulkhead.load).toEqual({ running: 1, waiting: { customers: 0, strangers: 0 } });
    busy.finish();
    await expect(running).resolves.toBe('done');
    expect(late.begun).toBe(false);
  });

  it('who goes while waiting is dropped, its work never begins, and its place is free again', async () => {
    const bulkhead = bulkheadOf({ atOnce: 1 });
    const [busy, abandoned] = [new HeldWork(), new HeldWork()];
    const client = new AbortController();
    const running = bulkhead.run({ ...customer, gone: () => client.signal }, busy.start);
    const waiting = bulkhead.run({ ...customer, gone: () => client.signal }, abandoned.start);
    client.abort();
    await expect(waiting).rejects.toBeInstanceOf(HashingBusy);
    // The running one keeps its core: its guess has been made, and the core is busy whoever listens.
    expect(bulkhead.load).toEqual({ running: 1, waiting: { customers: 0, strangers: 0 } });
    await expect(
      bulkhead.run({ ...customer, gone: () => client.signal }, abandoned.start),
    ).rejects.toBeInstanceOf(HashingBusy);
    busy.finish();
    await expect(running).resolves.toBe('done');
    expect(abandoned.begun).toBe(false);
  });

  it('tells beforehand exactly whom it would refuse', async () => {
    const bulkhead = bulkheadOf({ atOnce: 1 });
    expect(bulkhead.refusalOf(stranger)).toBeNull();
    const works = Array.from({ length: 3 }, () => new HeldWork());
    const answers = works.map((work) => bulkhead.run(stranger, work.start));
    expect(bulkhead.refusalOf(stranger)).toBeInstanceOf(HashingBusy);
    expect(bulkhead.refusalOf({ ...stranger, networkPrefix: '203.0.113.0/24' })).toBeNull();
    expect(bulkhead.refusalOf(customer)).toBeNull();
    for (const work of works) {
      work.finish();
      await settled();
    }
    await Promise.all(answers);
  });

  it('leaves no timer behind for who was served or refused', async () => {
    const timers = () => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;
    const before = timers();
    const bulkhead = bulkheadOf({ atOnce: 1 });
    const works = [new HeldWork(), new HeldWork(), new HeldWork()];
    const answers = works.map((work) => bulkhead.run(customer, work.start));
    expect(timers()).toBe(before + 2);
    await expect(bulkhead.run(customer, () => Promise.resolve(''))).rejects.toBeInstanceOf(HashingBusy);
    for (const work of works) {
      work.finish();
      await settled();
    }
    await Promise.all(answers);
    expect(timers()).toBe(before);
  });

  it('begun work is not given up at the deadline, since its guess has been made', async () => {
    const bulkhead = bulkheadOf({ atOnce: 1, deadlineMs: 10 });
    const slow = new HeldWork();
    const answer = bulkhead.run(customer, slow.start);
    await expect(bulkhead.run(customer, () => Promise.resolve())).rejects.toBeInstanceOf(HashingBusy);
    slow.finish();
    await expect(answer).resolves.toBe('done');
  });

  it('tells to retry when those who wait will have been served, rounded up to whole seconds', async () => {
    let nowMs = 0;
    const bulkhead = bulkheadOf({ atOnce: 1 }, () => nowMs);
    const slow = new HeldWork();
    const measured = bulkhead.run(customer, slow.start);
    nowMs = 1_200;
    slow.finish();
    await measured;
    const held = Array.from({ length: 3 }, () => new HeldWork());
    const answers = held.map((work) => bulkhead.run(customer, work.start));
    await expect(bulkhead.run(customer, slow.start)).rejects.toMatchObject({ retryAfterSeconds: 3 });
    for (const work of held) {
      work.finish();
      await settled();
    }
    await Promise.all(answers);
  });

  it('tells to retry after a second as long as nothing has been measured', async () => {
    const bulkhead = bulkheadOf({ atOnce: 1, queue: { ...settings.queue, placesPerLane: 0 } });
    const held = new HeldWork();
    const answer = bulkhead.run(customer, held.start);
    await expect(bulkhead.run(customer, held.start)).rejects.toMatchObject({ retryAfterSeconds: 1 });
    held.finish();
    await answer;
  });

  it('whatever comes and ends in whatever order: never above its limit, all answered once, none idle while one waits', async () => {
    const arrival = fc.record({
      networkPrefix: fc.constantFrom('a', 'b', 'c'),
      knownAs: fc.constantFrom(null, 'device', 'user'),
    });
    const step = fc.oneof(arrival, fc.record({ finish: fc.nat(), fails: fc.boolean() }));
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 60 }),
        fc.integer({ min: 1, max: 4 }),
        async (steps, atOnce) => {
          const bulkhead = bulkheadOf({ atOnce });
          const running: HeldWork[] = [];
          let [arrived, answered, begun] = [0, 0, 0];
          const count = () => (answered += 1);
          const end = async (index: number, fails: boolean) => {
            const [work] = running.splice(index, 1);
            if (fails) work?.fail(new Error('fault'));
            else work?.finish();
            await settled();
          };
          for (const action of steps) {
            if ('finish' in action) {
              if (running.length > 0) await end(action.finish % running.length, action.fails);
            } else {
              const work = new HeldWork();
              const start = () => {
                begun += 1;
                running.push(work);
                return work.start();
              };
              arrived += 1;
              void bulkhead.run(action, start).then(count, count);
              await settled();
            }
            const { waiting } = bulkhead.load;
            expect(bulkhead.load.running).toBe(running.length);
            expect(running.length).toBeLessThanOrEqual(atOnce);
            if (waiting.customers + waiting.strangers > 0) expect(running).toHaveLength(atOnce);
            expect(arrived).toBe(answered + running.length + waiting.customers + waiting.strangers);
          }
          while (running.length > 0) await end(0, false);
          expect(answered).toBe(arrived);
          expect(begun).toBeLessThanOrEqual(arrived);
        },
      ),
    );
  });

  it('tells its observer the wait of each work by lane, and each refusal with its reason', async () => {
    const told: (string | number)[][] = [];
    let nowMs = 0;
    const bulkhead = new HashingBulkhead(
      { ...settings, atOnce: 1, deadlineMs: 20, queue: { ...settings.queue, placesPerLane: 1 } },
      () => nowMs,
      {
        begun: (lane, waitedMs) => told.push(['begun', lane, waitedMs]),
        refused: (lane, reason) => told.push(['refused', lane, reason]),
      },
    );
    const works = [new HeldWork(), new HeldWork()] as const;
    const first = bulkhead.run(stranger, works[0].start);
    const second = bulkhead.run(customer, works[1].start);
    await expect(bulkhead.run(customer, works[1].start)).rejects.toThrow(HashingBusy);
    expect(bulkhead.refusalOf(customer)).toBeInstanceOf(HashingBusy);
    const gone = new AbortController();
    const left = bulkhead.run({ ...stranger, gone: () => gone.signal }, works[1].start);
    gone.abort();
    await expect(left).rejects.toThrow(HashingBusy);
    nowMs = 7;
    works[0].finish();
    await first;
    await expect(bulkhead.run(stranger, works[0].start)).rejects.toThrow(HashingBusy);
    works[1].finish();
    await second;
    expect(told).toEqual([
      ['begun', 'strangers', 0],
      ['refused', 'customers', 'full'],
      ['refused', 'customers', 'full'],
      ['refused', 'strangers', 'client_gone'],
      ['begun', 'customers', 7],
      ['refused', 'strangers', 'deadline'],
    ]);
  });
});
