import { temporaryFolder } from '../../test/support/temporary-folder';
import { progressDisplay } from '../report/progress-display';
import { RunServers } from './run-servers';
import type { StageParts } from './stage';

/** Measures on servers of its own in a temporary folder; whatever happens, they are stopped and it is removed. */
export async function onOwnServers<Result>(
  interrupted: AbortSignal,
  measure: (own: Pick<StageParts, 'servers' | 'folder' | 'progress'>) => Promise<Result>,
): Promise<Result> {
  const folder = await temporaryFolder();
  const progress = progressDisplay();
  const servers = new RunServers(folder.path, progress.show, interrupted);
  try {
    return await measure({ servers, folder: folder.path, progress: progress.show });
  } finally {
    await servers.close();
    await folder.remove();
    progress.end();
  }
}
