import { randomBytes } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { attemptKeyDeriver, type DeriveAttemptKey } from '../../src/attempts/attempt-key';
import { loadConfig } from '../../src/config/load-config';
import { Argon2SecretHasher } from '../../src/credentials/hashing/argon2-secret-hasher';
import { HashingBulkhead } from '../../src/credentials/hashing/hashing-bulkhead';
import type { SecretHasher } from '../../src/credentials/secret-hasher';
import { seedDemo } from '../../src/demo/seed-demo';
import { openFoundations } from '../../src/open-foundations';
import { systemClock } from '../../src/platform/clock';
import { newUuid } from '../../src/platform/ids';
import { createLogger } from '../../src/platform/logger';
import { startProgram, type GatewayProgram } from '../e2e/support/gateway-program';
import { GatewayClient } from '../support/gateway-client';
import { noThrottles } from '../support/no-throttles';
import { startMailServer, type MailServer } from '../support/notices-mail-server';
import { privateMigratedPostgres } from '../support/postgres';
import type { PrivateServer } from '../support/private-server';
import { privateRedis } from '../support/redis';
import type { Cleanup } from './cleanup';

/** A gateway as it runs in production, in a process of its own, with the demo's people in its database. */
export interface Stage {
  readonly url: string;
  readonly program: GatewayProgram;
  readonly dataSource: DataSource;
  readonly hasher: SecretHasher;
  readonly deriveAttemptKey: DeriveAttemptKey;
  /** A client without a session; each call makes a new one. */
  client(): GatewayClient;
  query<Row>(sql: string, values?: readonly unknown[]): Promise<Row[]>;
}

/** The servers that a stage has for itself. */
export interface OwnServers {
  readonly postgres: PrivateServer;
  readonly redis: PrivateServer;
}

/** Where the stage's notices go. */
interface Mailbox {
  readonly mail: MailServer;
}

/** Hashing that costs next to nothing, for proofs that are not about time. */
export const CHEAP_HASHING: NodeJS.ProcessEnv = {
  NODE_ENV: 'test',
  ARGON2_MEMORY_KIB: '256',
  ARGON2_TIME: '1',
};

/** Starts a private Postgres and Redis, a mailbox and a gateway with production settings. Ends with `cleanup`. */
export async function openStage(
  cleanup: Cleanup,
  overrides: NodeJS.ProcessEnv = {},
): Promise<Stage & OwnServers & Mailbox> {
  const postgres = await cleanup.start(privateMigratedPostgres(), (server) => server.remove());
  const redis = await cleanup.start(privateRedis(), (server) => server.remove());
  const mail = await cleanup.start(startMailServer(), (server) => server.close());
  const env = {
    NODE_ENV: 'production',
    DATABASE_URL: postgres.url,
    REDIS_URL: redis.url,
    ATTEMPT_KEY_SECRET: randomBytes(32).toString('base64'),
    PEPPERS: `1:${randomBytes(32).toString('base64')}`,
    RECEIPT_KEY_SECRET: randomBytes(32).toString('base64'),
    MAIL_URL: mail.url,
    MAIL_REQUIRE_TLS: 'off',
    MAIL_FROM: 'sekisho@example.com',
    // No balancer has to notice that a stage ends.
    SHUTDOWN_NOTICE_MS: '0',
    ...overrides,
  };
  return { ...(await openStageOn(cleanup, env)), postgres, redis, mail };
}

/** Starts a gateway on the servers that `env` names, fills its empty database, and keeps throttles out of the way. */
export async function openStageOn(cleanup: Cleanup, env: NodeJS.ProcessEnv): Promise<Stage> {
  const settings = { HOST: '127.0.0.1', PORT: '0', DEFAULT_LANGUAGE: 'en', ...noThrottles(), ...env };
  const config = loadConfig(settings);
  const opening = openFoundations(config, createLogger('silent'));
  const { dataSource } = await cleanup.start(opening, (foundations) => foundations.close());
  const { cost, peppers, bulkhead } = config.hashing;
  const hasher = await Argon2SecretHasher.start(
    cost,
    peppers,
    new HashingBulkhead(bulkhead, () => performance.now()),
  );
  const deriveAttemptKey = attemptKeyDeriver(config.attempts.keySecret);
  await seedDemo({ dataSource, hasher, deriveAttemptKey, clock: systemClock, newId: newUuid });
  const program = await cleanup.start(Promise.resolve(startProgram(settings)), (started) => started.end());
  const url = await program.ready();
  return {
    url,
    program,
    dataSource,
    hasher,
    deriveAttemptKey,
    client: () => new GatewayClient(url),
    query: (sql, values) => dataSource.query(sql, values === undefined ? undefined : [...values]),
  };
}
