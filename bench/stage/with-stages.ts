import { temporaryFolder } from '../../test/support/temporary-folder';
import { progressDisplay } from '../report/progress-display';
import { untilInterrupted } from './interruption';
import { paceOf, type Pace } from './pace';
import { RunServers } from './run-servers';
import { Stage } from './stage';

/**
 * Measures on servers of its own in a temporary folder; whatever happens, they are stopped and it is removed. Null if it
 * was interrupted.
 */
export async function withStages<Result>(
  pace: Pick<Pace, 'quick' | 'rounds'>,
  measure: (stageOf: (name: string) => Stage, interrupted: AbortSignal) => Promise<Result>,
): Promise<Result | null> {
  const interrupted = untilInterrupted();
  const folder = await temporaryFolder();
  const progress = progressDisplay();
  const servers = new RunServers(folder.path, progress.show, interrupted);
  const stageOf = (bar: string): Stage =>
    new Stage({
      bar,
      pace: paceOf(pace),
      servers,
      folder: folder.path,
      against: null,
      profiles: null,
      progress: progress.show,
    });
  try {
    return await measure(stageOf, interrupted);
  } catch (fault) {
    if (!interrupted.aborted) throw fault;
    return null;
  } finally {
    await servers.close();
    await folder.remove();
    progress.end();
  }
}
