import { loadConfig } from '../../../src/config/load-config';
import { openHistoryDatabase } from '../../../src/compose-history-database';
import { startEmbeddedPostgres } from '../../../src/platform/embedded/embedded-postgres';
import { runningPostgresUrl } from '../../../src/platform/embedded/running-postgres';
import { migrateToLatest } from '../../../src/platform/postgres/migrate';
import { temporaryFolder, type TemporaryFolder } from '../../support/temporary-folder';

let folder: TemporaryFolder;

beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(() => folder.remove());

async function answerOf(dataDir: string): Promise<unknown> {
  const database = await openHistoryDatabase(loadConfig({ DATA_DIR: dataDir }));
  try {
    return await database.dataSource.query('SELECT 1 AS answer');
  } finally {
    await database.close();
  }
}

describe('the embedded database, for the commands of the history', () => {
  it('is the running one while a gateway runs it, and is left running', async () => {
    const server = await startEmbeddedPostgres({ dataDir: folder.path, log: () => undefined });
    try {
      expect(await runningPostgresUrl(folder.path)).toBe(server.url);
      await expect(answerOf(folder.path)).rejects.toThrow('there is no history yet');
      expect(await runningPostgresUrl(folder.path)).toBe(server.url);
      await migrateToLatest(server.url);
      expect(await answerOf(folder.path)).toEqual([{ answer: 1 }]);
      expect(await runningPostgresUrl(folder.path)).toBe(server.url);
    } finally {
      await server.stop();
    }
    expect(await runningPostgresUrl(folder.path)).toBeNull();
    expect(await answerOf(folder.path)).toEqual([{ answer: 1 }]);
    expect(await runningPostgresUrl(folder.path)).toBeNull();
  });

  it('is not left running where it has no history to show', async () => {
    await expect(answerOf(folder.path)).rejects.toThrow('there is no history yet');
    expect(await runningPostgresUrl(folder.path)).toBeNull();
  });
});
