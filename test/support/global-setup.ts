import { Client } from 'pg';
import { migrateToLatest } from '../../src/platform/postgres/migrate';
import { privatePostgres } from './postgres';
import { privateRedis } from './redis';
import { keepForTeardown } from './shared-servers';

const TEMPLATE = 'sekisho_template';

/** Starts one real Postgres and one real Redis for the whole run, with a migrated database to clone from. */
export default async function globalSetup(): Promise<void> {
  const servers = await Promise.allSettled([privatePostgres(), privateRedis()]);
  keepForTeardown(servers.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : [])));
  const [postgres, redis] = servers;
  if (postgres.status === 'rejected') throw postgres.reason;
  if (redis.status === 'rejected') throw redis.reason;
  process.env['TEST_DATABASE_URL'] = postgres.value.url;
  process.env['TEST_REDIS_URL'] = redis.value.url;
  process.env['TEST_TEMPLATE_DATABASE'] = TEMPLATE;
  await makeTemplate(postgres.value.url);
}

async function makeTemplate(serverUrl: string): Promise<void> {
  const client = new Client({ connectionString: serverUrl });
  await client.connect();
  await client.query(`CREATE DATABASE ${TEMPLATE}`);
  await client.end();
  const url = new URL(serverUrl);
  url.pathname = TEMPLATE;
  await migrateToLatest(url.href);
}
