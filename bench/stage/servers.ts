import { Client } from 'pg';
import type { EmbeddedServer } from '../../src/platform/embedded/embedded-server';
import { startEmbeddedPostgres } from '../../src/platform/embedded/embedded-postgres';
import { startEmbeddedRedis } from '../../src/platform/embedded/embedded-redis';
import { toolsFolder } from '../../test/support/tools-folder';

const silent = (): void => undefined;

/**
 * The project's embedded PostgreSQL with its own settings (fsync on, as for customers). pg_stat_statements counts only
 * in the database that asks for it, so that counting takes no part in the other bars.
 */
export function startPostgres(folder: string): Promise<EmbeddedServer> {
  return startEmbeddedPostgres({
    dataDir: folder,
    log: silent,
    settings: {
      shared_preload_libraries: 'pg_stat_statements',
      'pg_stat_statements.track': 'none',
      max_connections: '200',
    },
  });
}

/** The project's embedded Redis, append-only file included. */
export function startRedis(folder: string): Promise<EmbeddedServer> {
  return startEmbeddedRedis({ dataDir: folder, toolsDir: toolsFolder, log: silent });
}

/** Makes a database on the server and gives its URL. */
export async function createDatabase(serverUrl: string, name: string): Promise<string> {
  await onDatabase(serverUrl, (client) => client.query(`CREATE DATABASE ${name}`));
  const url = new URL(serverUrl);
  url.pathname = name;
  return url.href;
}

/** Does something over a connection of its own. */
export async function onDatabase<Result>(
  url: string,
  work: (client: Client) => Promise<Result>,
): Promise<Result> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
