import type { Redis } from 'ioredis';
import type { AttemptKey } from '../../../src/attempts/attempt-key';
import { DEFAULT_ATTEMPT_SETTINGS } from '../../../src/attempts/attempt-settings';
import { type AttemptState, UNTRIED } from '../../../src/attempts/attempt-state';
import { type AttemptEvent, type AttemptVerdict, transition } from '../../../src/attempts/attempt-transition';
import { RedisAttemptLedger } from '../../../src/attempts/redis-attempt-ledger';
import { sharedRedisUrl, uniquePrefix } from '../../support/redis';
import { attemptNames, stateOf } from '../../support/stored-attempts';
import { clockKeyOf, scriptsOnDrivenClock } from './support/driven-clock';
import { ledgerRedis } from './support/ledger-redis';
import { oneOf, randomEvent, seededRandom } from './support/random-events';

const INTERLEAVINGS = 10_000;
const EVENTS_EACH = 16;
const AT_ONCE = 50;
/** Replay a divergence with the seed of its message: LEDGER_MODEL_SEED=… */
const SEED = Number(process.env['LEDGER_MODEL_SEED'] ?? Date.now() % 1_000_000_000);
/** Far apart from one another, and longer than the test runs, since only the scripts' clock is driven. */
const DURATIONS = { leaseMs: 300_000, settledMs: 240_000 };
const STEPS_MS = [0, 0, 1, 1_000, 60_000, 240_000, 300_000, 1_000_000] as const;

const prefix = uniquePrefix();
let redis: Redis;

beforeAll(async () => {
  // What is compared here is decisions: a machine under load may take its time.
  redis = await ledgerRedis(sharedRedisUrl(), 30_000);
});

afterAll(async () => {
  await redis.quit();
});

function ledgerOf(failuresPerLockout: number, lockoutsPerSuspension: number) {
  const policy = { failuresPerLockout, lockoutsPerSuspension, lockoutMs: 1_000_000 };
  const settings = {
    ...DEFAULT_ATTEMPT_SETTINGS,
    ...DURATIONS,
    keyPrefix: prefix,
    policies: { ...DEFAULT_ATTEMPT_SETTINGS.policies, LOGIN_PASSWORD: policy },
  };
  return { policy, ledger: new RedisAttemptLedger(redis, scriptsOnDrivenClock(), settings) };
}

async function run(
  ledger: RedisAttemptLedger,
  key: AttemptKey,
  event: AttemptEvent,
): Promise<AttemptVerdict> {
  switch (event.type) {
    case 'ACQUIRE':
      return (await ledger.acquire(key, event.ticket)).kind;
    case 'SETTLE':
      return (await ledger.settle(key, event.ticket, event.as)).as;
    case 'RESTORE':
      if (event.ticket !== null) return (await ledger.restoreAndAdmit(key, event.record, event.ticket)).kind;
      await ledger.restore(key, event.record);
      return 'DONE';
    case 'CONFIRM_MIRRORED':
      await ledger.confirmMirrored(key, event.fellAt);
      return 'DONE';
    case 'CLEAR':
      await ledger.clear(key, event.liftSuspension ? 'LIFT_SUSPENSION' : 'KEEP_SUSPENSION');
      return 'DONE';
    default:
      return event satisfies never;
  }
}

async function compare(interleaving: number): Promise<Set<string>> {
  const random = seededRandom(SEED + interleaving);
  const { policy, ledger } = ledgerOf(oneOf(random, [1, 2, 3, 5]), oneOf(random, [1, 2, 3]));
  const key: AttemptKey = { kind: 'LOGIN_PASSWORD', hash: String(interleaving) };
  const { kept, settled } = attemptNames(prefix, key.hash);
  const seen = new Set<string>();
  let state: AttemptState = UNTRIED;
  let now = 1_763_800_000_000;
  for (let step = 0; step < EVENTS_EACH; step += 1) {
    now += oneOf(random, STEPS_MS);
    const event = randomEvent(random, random() < 0.5 ? now : (state.lock?.at ?? state.suspendedAt ?? now));
    const expected = transition(state, event, now, policy, DURATIONS);
    const [, verdict, ...stored] = await Promise.all([
      redis.set(clockKeyOf(kept), now),
      run(ledger, key, event),
      redis.getBuffer(kept),
      redis.getBuffer(settled),
    ]);
    const place = `LEDGER_MODEL_SEED=${String(SEED)}, interleaving ${String(interleaving)}, step ${String(step)}`;
    expect({ place, event, verdict, state: stateOf(...stored) }).toEqual({ place, event, ...expected });
    seen.add(`${event.type} ${verdict}`);
    state = expected.state;
  }
  await redis.del(kept, settled, clockKeyOf(kept));
  return seen;
}

describe('F1', () => {
  it('ten thousand random interleavings on real Redis do what the model does', async () => {
    process.stdout.write(`LEDGER_MODEL_SEED=${String(SEED)}\n`);
    const seen = new Set<string>();
    await compare(0);
    for (let first = 1; first <= INTERLEAVINGS; first += AT_ONCE) {
      const batch = await Promise.all(Array.from({ length: AT_ONCE }, (_, index) => compare(first + index)));
      for (const verdicts of batch) for (const verdict of verdicts) seen.add(verdict);
    }
    expect([...seen].sort()).toEqual([
      'ACQUIRE CONTENDED',
      'ACQUIRE GRANTED',
      'ACQUIRE LOCKED_OUT',
      'ACQUIRE SUSPENDED',
      'CLEAR DONE',
      'CONFIRM_MIRRORED DONE',
      'RESTORE CONTENDED',
      'RESTORE DONE',
      'RESTORE GRANTED',
      'RESTORE LOCKED_OUT',
      'RESTORE SUSPENDED',
      'SETTLE BARRED',
      'SETTLE FAILED',
      'SETTLE REFUNDED',
      'SETTLE SUCCEEDED',
    ]);
  }, 180_000);
});
