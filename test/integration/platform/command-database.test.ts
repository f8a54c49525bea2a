import { loadConfig } from '../../../src/config/load-config';
import { openCommandDatabase } from '../../../src/compose-command-database';
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
  const database = await openCommandDatabase(loadConfig({ DATA_DIR: dataDir }));
  try {
    return await database.dataSource.query('SELECT 1 AS answer');
  } finally {
    await database.close();
  }
}

describe('the embedded database, for the commands of the operator', () => {
  it('is the running one while a gateway runs it, and is left running', async () => {
    const server = await startEmbeddedPostgres({ dataDir: folder.path, log: () => undefined });
    try {
      expect(await runningPostgresUrl(folder.path)).toBe(server.url);
      await expect(answerOf(folder.path)).rejects.toThrow('no gateway of this version has started');
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

  it('is not left running where no gateway has ever started', async () => {
    await expect(answerOf(folder.path)).rejects.toThrow('no gateway of this version has started');
    expect(await runningPostgresUrl(folder.path)).toBeNull();
  });
});
