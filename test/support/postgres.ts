import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import { startEmbeddedPostgres } from '../../src/platform/embedded/embedded-postgres';
import { migrateToLatest } from '../../src/platform/postgres/migrate';
import { fromGlobalSetup } from './environment';
import { startPrivateServer, type PrivateServer } from './private-server';

export interface TestDatabase {
  readonly url: string;
  /** Throws the clients out and removes it. */
  drop(): Promise<void>;
}

/** A database with every migration and no rows, cloned from the template of the run. */
export function freshDatabase(): Promise<TestDatabase> {
  return createDatabase(fromGlobalSetup('TEST_TEMPLATE_DATABASE'));
}

/** A database without any migration. */
export function emptyDatabase(): Promise<TestDatabase> {
  return createDatabase('template0');
}

/** A migrated Postgres for one test that stops or kills it. End with remove(). */
export async function privateMigratedPostgres(): Promise<PrivateServer> {
  const server = await privatePostgres();
  await migrateToLatest(server.url);
  return server;
}

/** An empty Postgres for one test that stops or kills it. End with remove(). */
export function privatePostgres(): Promise<PrivateServer> {
  return startPrivateServer({
    start: (dataDir, port) =>
      startEmbeddedPostgres({
        dataDir,
        log: () => undefined,
        // Tests kill processes, not machines: what the system has taken over is safe from that.
        settings: { fsync: 'off', max_connections: '200' },
        ...(port === undefined ? {} : { port }),
      }),
    wipe: (dataDir) => rm(join(dataDir, 'postgres', 'cluster'), { recursive: true, force: true }),
  });
}

async function createDatabase(template: string): Promise<TestDatabase> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await onServer(`CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY FILE_COPY`);
  const url = new URL(fromGlobalSetup('TEST_DATABASE_URL'));
  url.pathname = name;
  return { url: url.href, drop: () => onServer(`DROP DATABASE ${name} WITH (FORCE)`) };
}

async function onServer(statement: string): Promise<void> {
  const client = new Client({ connectionString: fromGlobalSetup('TEST_DATABASE_URL') });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
