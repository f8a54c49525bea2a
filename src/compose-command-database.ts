import type { DataSource } from 'typeorm';
import type { Config } from './config/config';
import { startEmbeddedPostgres } from './platform/embedded/embedded-postgres';
import { runningPostgresUrl } from './platform/embedded/running-postgres';
import { createDataSource } from './platform/postgres/data-source';
import { missingMigrations } from './platform/postgres/migrate';

/** The database of a command; close it in the end. */
export interface CommandDatabase {
  readonly dataSource: DataSource;
  close(): Promise<void>;
}

/**
 * Connects a command of the operator to the database that it is about: the configured one; else the embedded one, which is
 * started for the command if no gateway is running it. Reading a whole history takes its time, so no statement is cut.
 * @throws if no gateway of this version has started on it
 */
export async function openCommandDatabase({ database, dataDir }: Config): Promise<CommandDatabase> {
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
    await expectMigrated(dataSource);
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

async function expectMigrated(dataSource: DataSource): Promise<void> {
  if ((await missingMigrations(dataSource)).length === 0) return;
  throw new Error(
    'no gateway of this version has started on this database yet, so its migrations have not run.',
  );
}
