import type { DataSource } from 'typeorm';
import { createDataSource } from './data-source';
import { migrations } from './migrations';

/** Any constant of our own: names the lock that lets one gateway at a time migrate. */
const MIGRATION_LOCK = 5_318_008_263;
const CONNECTION_TIMEOUT_MS = 10_000;

/**
 * Brings the database at `url` to the newest migration and returns the names of those that ran now.
 *
 * Several gateways may call it at once: they take turns, and the later ones find nothing to do. It has connections of
 * its own, because a migration of a large table may take longer than any statement of a request may.
 */
export async function migrateToLatest(url: string): Promise<string[]> {
  const dataSource = createDataSource({
    url,
    entities: [],
    poolSize: 2,
    connectionTimeoutMs: CONNECTION_TIMEOUT_MS,
    statementTimeoutMs: 0,
    // A lost connection fails the statement that uses it, which is reported.
    onConnectionLost: () => undefined,
  });
  await dataSource.initialize();
  try {
    const turn = dataSource.createQueryRunner();
    try {
      await turn.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
      const applied = await dataSource.runMigrations();
      return applied.map(({ name }) => name);
    } finally {
      // A lock of the session, so it must go before the connection returns to a pool; release() alone keeps it.
      await turn.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]);
      await turn.release();
    }
  } finally {
    await dataSource.destroy();
  }
}

/** The names of the migrations that have not run on a database yet, be it an empty one. Only looks. */
export async function missingMigrations(dataSource: DataSource): Promise<readonly string[]> {
  const [table] = await dataSource.query<{ readonly there: boolean }[]>(
    `SELECT to_regclass('migrations') IS NOT NULL AS there`,
  );
  const applied =
    table?.there === true
      ? await dataSource.query<{ readonly name: string }[]>('SELECT name FROM migrations')
      : [];
  const names = new Set(applied.map(({ name }) => name));
  return migrations.map(({ name }) => name).filter((name) => !names.has(name));
}
