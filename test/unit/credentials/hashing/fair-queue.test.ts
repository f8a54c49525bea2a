import fc from 'fast-check';
import { FairQueue } from '../../../../src/credentials/hashing/fair-queue';
import type { FairQueueSettings } from '../../../../src/credentials/hashing/fair-queue';

interface Numbered {
  readonly number: number;
  readonly networkPrefix: string;
  readonly knownAs: string | null;
}

const settings: FairQueueSettings = { placesPerLane: 8, placesPerShare: 3, strangersTurnEvery: 4 };

const caller = fc.record({
  networkPrefix: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
  knownAs: fc.constantFrom(null, null, 'phone', 'laptop'),
});
const step = fc.oneof(
  { weight: 4, arbitrary: caller.map((from) => ({ kind: 'OFFER' as const, from })) },
  { weight: 2, arbitrary: fc.constant({ kind: 'TAKE' as const }) },
  { weight: 1, arbitrary: fc.nat().map((pick) => ({ kind: 'GIVE_UP' as const, pick })) },
);

type From = Pick<Numbered, 'networkPrefix' | 'knownAs'>;

/** Strangers share by network, customers by what they are known as. */
const sameShare = (one: From, other: From): boolean =>
  one.knownAs === other.knownAs && (one.knownAs !== null || one.networkPrefix === other.networkPrefix);

/** Waiters of one share still in the model, first come first. */
const lineOf = (waiting: readonly Numbered[], of: From) => waiting.filter((one) => sameShare(one, of));

/** Everyone in the order served, until nobody waits. */
function drain(queue: FairQueue<Numbered>): Numbered[] {
  const served: Numbered[] = [];
  for (let next = queue.take(); next !== undefined; next = queue.take()) served.push(next);
  return served;
}

function queueOf(
  bounds: Partial<FairQueueSettings>,
  ...groups: [string, boolean, number][]
): FairQueue<Numbered> {
  const queue = new FairQueue<Numbered>({
    placesPerLane: 100,
    placesPerShare: 100,
    strangersTurnEvery: 8,
    ...bounds,
  });
  for (const [name, known, count] of groups) {
    const from = known ? { networkPrefix: 'office', knownAs: name } : { networkPrefix: name, knownAs: null };
    for (let number = 0; number < count; number += 1) queue.offer({ number, ...from });
  }
  return queue;
}

describe('the queue for hashing', () => {
  it('loses nobody, serves nobody twice, keeps its bounds and the order within a share', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
        const queue = new FairQueue<Numbered>(settings);
        let waiting: Numbered[] = [];
        steps.forEach((action, number) => {
          if (action.kind === 'OFFER') {
            const one = { number, ...action.from };
            const lane = waiting.filter(({ knownAs }) => (knownAs === null) === (one.knownAs === null));
            const hasPlace = lane.length < 8 && lineOf(waiting, one).length < 3;
            expect(queue.offer(one)).toBe(hasPlace);
            if (hasPlace) waiting.push(one);
          } else if (action.kind === 'TAKE') {
            const taken = queue.take();
            if (waiting.length === 0) expect(taken).toBeUndefined();
            else expect(taken && lineOf(waiting, taken)[0]).toBe(taken);
            waiting = waiting.filter((one) => one !== taken);
          } else if (waiting.length > 0) {
            const [leaver] = waiting.slice(action.pick % waiting.length) as [Numbered];
            expect(queue.remove(leaver)).toBe(true);
            expect(queue.remove(leaver)).toBe(false);
            waiting = waiting.filter((one) => one !== leaver);
          }
          const customers = waiting.filter(({ knownAs }) => knownAs !== null).length;
          expect(queue.waiting).toEqual({ customers, strangers: waiting.length - customers });
        });
        expect(new Set(drain(queue))).toEqual(new Set(waiting));
      }),
      { numRuns: 1_000 },
    );
  });

  it('while both lanes wait, a stranger follows exactly strangersTurnEvery − 1 customers', () => {
    fc.assert(
      fc.property(
        fc.array(fc.option(caller, { nil: null }), { maxLength: 300 }),
        fc.integer({ min: 2, max: 10 }),
        (plan, every) => {
          const queue = queueOf({ strangersTurnEvery: every });
          let passedOver = 0;
          plan.forEach((from, number) => {
            if (from !== null) {
              queue.offer({ number, ...from });
              return;
            }
            const before = queue.waiting;
            const served = queue.take();
            const strangerWaits = before.strangers > 0;
            if (served?.knownAs === null && before.customers > 0) expect(passedOver).toBe(every - 1);
            passedOver = typeof served?.knownAs === 'string' && strangerWaits ? passedOver + 1 : 0;
            expect(passedOver).toBeLessThan(every);
          });
        },
      ),
    );
  });

  it('serves a share with one waiter within one round, however many the others have', () => {
    const counts = fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(counts, fc.boolean(), (others, known) => {
        const crowds = others.map((count, index): [string, boolean, number] => [
          `crowd${String(index)}`,
          known,
          count,
        ]);
        const served = drain(queueOf({ placesPerLane: 200 }, ...crowds, ['single', known, 1]));
        expect(
          served.findIndex(({ networkPrefix, knownAs }) => (knownAs ?? networkPrefix) === 'single'),
        ).toBe(others.length);
      }),
    );
  });

  it('takes turns among the networks of strangers', () => {
    const served = drain(queueOf({}, ['a', false, 3], ['b', false, 1], ['c', false, 2]));
    expect(served.map(({ networkPrefix }) => networkPrefix).join('')).toBe('abcaca');
  });

  it('serves customers first, and a stranger every eighth turn', () => {
    const served = drain(queueOf({}, ['flood', false, 3], ['office', true, 16]));
    const order = served.map(({ knownAs }) => (knownAs === null ? 's' : 'k')).join('');
    expect(order).toBe('kkkkkkkskkkkkkkskks');
  });

  it('a share that leaves and comes back does not jump the queue', () => {
    const queue = queueOf({}, ['a', false, 1], ['b', false, 1]);
    const again = queue.take();
    expect(again?.networkPrefix).toBe('a');
    queue.offer({ number: 1, networkPrefix: 'a', knownAs: null });
    expect(drain(queue).map(({ networkPrefix }) => networkPrefix)).toEqual(['b', 'a']);
  });

  it('strangers that fill their lane leave the places of known devices free', () => {
    const queue = queueOf({ placesPerLane: 2 }, ['a', false, 5]);
    expect(queue.offer({ number: 0, networkPrefix: 'a', knownAs: null })).toBe(false);
    expect(queue.offer({ number: 0, networkPrefix: 'a', knownAs: 'device' })).toBe(true);
  });
});
