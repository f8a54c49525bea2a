import type { Cleanup } from '../cleanup';
import type { Proof, ProofOptions } from '../proof';
import { CHEAP_HASHING, openStage } from '../stage';
import { fuzz, FUZZ_SETTINGS } from './fuzz';

/** Outcomes shown beside the verdict, the most frequent first. */
const SHOWN_OUTCOMES = 50;

/** F9: generated HTTP, GraphQL and variables. The same seed and count make the same requests. */
export async function proveFuzz({ count, seed, tell }: ProofOptions, cleanup: Cleanup): Promise<Proof> {
  const stage = await openStage(cleanup, { ...CHEAP_HASHING, ...FUZZ_SETTINGS });
  const { sent, answered, faults, outcomes } = await fuzz(stage, seed, count);
  const frequent = [...outcomes].sort(([, a], [, b]) => b - a).slice(0, SHOWN_OUTCOMES);
  tell(`answers by outcome: ${frequent.map(([outcome, times]) => `${outcome} ${times}`).join(', ')}`);
  return {
    bar: 'F9',
    figure: `${sent} requests of seed ${seed}, ${answered} answers: ${faults.length} faults`,
    goal: '0',
    met: faults.length === 0,
    details: faults,
  };
}
