import fc from 'fast-check';
import { DEFAULT_ATTEMPT_SETTINGS } from '../../../src/attempts/attempt-settings';
import { type AttemptState, barOf, UNTRIED } from '../../../src/attempts/attempt-state';
import { transition } from '../../../src/attempts/attempt-transition';
import { freshDatabase, type TestDatabase } from '../../support/postgres';
import { sharedRedisUrl, uniquePrefix } from '../../support/redis';
import { attemptNames } from '../../support/stored-attempts';
import { clockKeyOf, scriptsOnDrivenClock } from './support/driven-clock';
import { type Gateway, startGateway } from './support/gateway';
import { countsOf, type Entries, JointEntry, newTrio } from './support/joint';

const POLICY = { failuresPerLockout: 3, lockoutsPerSuspension: 2, lockoutMs: 600_000 };
/** Longer than the test runs, since only the scripts' clock is driven. */
const DURATIONS = { leaseMs: 300_000, settledMs: 240_000 };
const keyPrefix = uniquePrefix();

let database: TestDatabase;
let gateway: Gateway;
beforeAll(async () => {
  database = await freshDatabase();
  const policies = {
    ...DEFAULT_ATTEMPT_SETTINGS.policies,
    TRANSFER_PIN: POLICY,
    CONFIRMATION_PIN: POLICY,
    APPROVAL_PIN: POLICY,
  };
  gateway = await startGateway({
    redisUrl: sharedRedisUrl(),
    databaseUrl: database.url,
    settings: { keyPrefix, policies, ...DURATIONS },
    scripts: scriptsOnDrivenClock(),
  });
});
afterAll(async () => {
  await gateway.close();
  await database.drop();
});

type Step =
  | { readonly type: 'ENTER'; readonly entries: Entries }
  | { readonly type: 'WAIT'; readonly ms: number }
  | { readonly type: 'RELEASE'; readonly place: 0 | 1 | 2 };

const right = fc.boolean();
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ type: fc.constant('ENTER'), entries: fc.tuple(right, right, right) }) },
  {
    weight: 2,
    arbitrary: fc.record({ type: fc.constant('WAIT'), ms: fc.constantFrom(1_000, 300_000, 600_000) }),
  },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('RELEASE'), place: fc.constantFrom(0, 1, 2) }) },
);

type States = readonly AttemptState[];

/** The rules of a joint attempt, made of those of single ones (R4, R7). */
function entered(
  states: States,
  entries: Entries,
  now: number,
): { readonly states: States; readonly kind: string } {
  const kindOf = (after: States): string | null => {
    const bars = after.map((state) => barOf(state, now)?.kind);
    if (bars.includes('SUSPENDED')) return 'SUSPENDED';
    return bars.includes('LOCKED_OUT') ? 'LOCKED_OUT' : null;
  };
  const barred = kindOf(states);
  if (barred !== null) return { states, kind: barred };
  const after = states.map((state, place) => {
    const ticket = 'T';
    const taken = transition(state, { type: 'ACQUIRE', ticket }, now, POLICY, DURATIONS).state;
    const as = entries[place] === true ? 'SUCCEEDED' : 'FAILED';
    return transition(taken, { type: 'SETTLE', ticket, as }, now, POLICY, DURATIONS).state;
  });
  // One ticket's memory would hinder the next of the same name; the model has no retries.
  const settled = after.map((state) => ({ ...state, settled: new Map<string, never>() }));
  return { states: settled, kind: kindOf(settled) ?? (entries.every(Boolean) ? 'SUCCEEDED' : 'FAILED') };
}

describe('R4, R7 › entries of three PINs, releases and time, in any order', () => {
  it('end as the rules of each PIN for itself say, and leave its counts so', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25 }), async (steps) => {
        const entry = new JointEntry(gateway, newTrio());
        let states: States = [UNTRIED, UNTRIED, UNTRIED];
        let now = 1_763_800_000_000;
        for (const next of steps) {
          now += 1;
          if (next.type === 'WAIT') now += next.ms;
          for (const { hash } of entry.trio)
            await gateway.redis.set(clockKeyOf(attemptNames(keyPrefix, hash).kept), now);
          if (next.type === 'ENTER') {
            const expected = entered(states, next.entries, now);
            expect((await entry.enter(next.entries)).kind).toBe(expected.kind);
            states = expected.states;
          } else if (next.type === 'RELEASE') {
            await gateway.administration.release(entry.trio[next.place]);
            states = states.map((state, place) => (place === next.place ? UNTRIED : state));
          }
          const counts = states.map(({ failures, lockouts }) => ({ failures, lockouts, permits: 0 }));
          expect(await countsOf(gateway, keyPrefix, entry.trio)).toEqual(counts);
        }
      }),
      { numRuns: 60 },
    );
  }, 150_000);
});
