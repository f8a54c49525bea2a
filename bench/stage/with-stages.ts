import { untilInterrupted } from './interruption';
import { onOwnServers } from './on-own-servers';
import { paceOf, type Pace } from './pace';
import { Stage } from './stage';

/** Measures on stages over servers of its own. Null if it was interrupted. */
export async function withStages<Result>(
  pace: Pick<Pace, 'quick' | 'rounds'>,
  measure: (stageOf: (name: string) => Stage, interrupted: AbortSignal) => Promise<Result>,
): Promise<Result | null> {
  const interrupted = untilInterrupted();
  return onOwnServers(interrupted, async (own) => {
    const stageOf = (bar: string): Stage =>
      new Stage({ ...own, bar, pace: paceOf(pace), against: null, profiles: null });
    try {
      return await measure(stageOf, interrupted);
    } catch (fault) {
      if (!interrupted.aborted) throw fault;
      return null;
    }
  });
}
