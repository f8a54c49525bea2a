import { randomInt } from 'node:crypto';
import { gatewayEnvironment } from '../../support/gateway';
import { Cleanup } from '../cleanup';
import { openStageOn, type Stage } from '../stage';
import { fuzz, FUZZ_SETTINGS } from './fuzz';

const CASES = 1_500;
const FIXED_SEED = 20_261_122;

describe('F9 › generated requests find no fault', () => {
  const cleanup = new Cleanup();
  let stage: Stage;
  beforeAll(async () => {
    const { env, drop } = await gatewayEnvironment(FUZZ_SETTINGS);
    await cleanup.start(Promise.resolve(drop), (dropped) => dropped());
    stage = await openStageOn(cleanup, env);
  });
  afterAll(() => cleanup.close());

  it.each([
    ['always the same', FIXED_SEED],
    ['new ones each time', randomInt(2 ** 31)],
  ])(`${CASES} requests, %s: seed %i`, async (_which, seed) => {
    const { sent, answered, faults, outcomes } = await fuzz(stage, seed, CASES);
    expect(faults).toEqual([]);
    expect(sent).toBe(CASES);
    expect(answered).toBeGreaterThan(CASES * 0.9);
    // Deep enough that resolvers of strangers and of each role have run.
    const reached = [...outcomes.keys()].join();
    for (const outcome of ['InvalidCredentials', 'NotFound', 'InvalidInput', 'Session']) {
      expect(reached).toContain(outcome);
    }
  });
});
