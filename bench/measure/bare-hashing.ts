import { DEFAULT_HASHING_SETTINGS } from '../../src/credentials/hashing/hashing-settings';
import type { HashingCount, HashingOrder } from '../references/bare-argon2';
import type { Stage } from '../stage/stage';

/** What the time of a hash with one lane depends on. */
export type HashingParameters = Pick<HashingOrder, 'memoryKiB' | 'passes'>;

/** Verifies with argon2id and nothing else, so many at once, for so many seconds. */
export type BareHashing = (seconds: number, parameters?: HashingParameters) => Promise<HashingCount>;

/** Starts hashing alone in a process of its own: the physical limit of logins. */
export async function startBareHashing(stage: Stage, atOnce: number): Promise<BareHashing> {
  const child = await stage.startReference('bare-argon2', atOnce);
  return async (seconds, parameters = DEFAULT_HASHING_SETTINGS) => {
    const { memoryKiB, passes } = parameters;
    const order: HashingOrder = {
      ...DEFAULT_HASHING_SETTINGS,
      memoryKiB,
      passes,
      atOnce,
      durationMs: seconds * 1_000,
    };
    const answer = child.nextMessage();
    child.send({ ...order });
    return (await answer) as HashingCount;
  };
}
