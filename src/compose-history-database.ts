import type { DataSource } from 'typeorm';
import type { Config } from './config/config';
import { startEmbeddedPostgres } from './platform/embedded/embedded-postgres';
import { runningPostgresUrl } from './platform/embedded/running-postgres';
import { createDataSource } from './platform/postgres/data-source';

/** A connection for a command; close it in the end. */
export interface HistoryDatabase {
  readonly dataSource: DataSource;
  close(): Promise<void>;
}

/**
 * Connects to the database whose history a command is about: the configured one; else the embedded one, which is
 * started for the command if no gateway is running it. Reading a whole history takes its time, so no statement is cut.
 * @throws if there is no history in it
 */
export async function openHistoryDatabase({ database, dataDir }: Config): Promise<HistoryDatabase> {
  const url = database.url ?? (await runningPostgresUrl(dataDir));
  const own = url === null ? await startEmbeddedPostgres({ dataDir, log: () => undefined }) : null;
  const dataSource = createDataSource({
    url: url ?? own?.url ?? '',
    entities: [],
    poolSize: 1,
    connectionTimeoutMs: database.timeoutMs,
    statementTimeoutMs: 0,
    // A lost connection fails the statement that uses it, which is reported.
    onConnectionLost: () => undefined,
  });
  try {
    await dataSource.initialize();
    await expectHistory(dataSource);
  } catch (fault) {
    if (dataSource.isInitialized) await dataSource.destroy();
    await own?.stop();
    throw fault;
  }
  return {
    dataSource,
    close: async () => {
      await dataSource.destroy();
      await own?.stop();
    },
  };
}

async function expectHistory(dataSource: DataSource): Promise<void> {
  const [row] = await dataSource.query<{ readonly there: boolean }[]>(
    `SELECT to_regclass('history_heads') IS NOT NULL AS there`,
  );
  if (row?.there === true) return;
  throw new Error(
    'there is no history yet: no gateway of this version has started on this database, so its migrations have not run.',
  );
}
