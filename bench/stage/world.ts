import { randomBytes } from 'node:crypto';
import type { EmbeddedServer } from '../../src/platform/embedded/embedded-server';
import { loadConfig } from '../../src/config/load-config';
import { noThrottles } from '../../test/support/no-throttles';
import type { LoginTry } from '../measure/login-requests';
import { customerAddress, LOAD_SECRETS, type LoadAccounts, loginIdOf } from '../seed/load-accounts';
import { seedUsers } from '../seed/seed-users';
import { countStrangers, growHistory } from './grow-world';
import { createDatabase, startRedis } from './servers';

export interface WorldSize {
  readonly users: number;
  /** Users whose login password has a failure counted. */
  readonly counters: number;
  /** Organizations that have no master yet. Default: none. */
  readonly newcomers?: number;
  /** Login IDs that nobody has, with a failure counted. Default: none. */
  readonly strangers?: number;
  /** Events that the history holds already, of all users alike. Default: none. */
  readonly history?: number;
}

/** What most bars need: users enough that no two of their logins meet. */
export const STANDARD_WORLD: WorldSize = { users: 2_000, counters: 0 };

/** A database full of customers, and a Redis of its own. */
export interface World {
  readonly size: WorldSize;
  readonly accounts: LoadAccounts;
  readonly databaseUrl: string;
  readonly redisUrl: string;
  /** The process of each server. PostgreSQL's is shared by all worlds. */
  readonly pids: { readonly postgres: number; readonly redis: number };
  /** What a gateway on them is started with; as in production, but for what one address may do. */
  readonly settings: NodeJS.ProcessEnv;
  /** The right login of a customer, from a device that is known, from 0. */
  customer(index: number): LoginTry;
}

export interface WorldParts {
  readonly size: WorldSize;
  /** A name for the database. */
  readonly name: string;
  readonly folder: string;
  readonly postgres: Pick<EmbeddedServer, 'url' | 'pid'>;
  readonly mailUrl: string;
  readonly onServer: (server: EmbeddedServer) => Promise<void>;
  readonly onProgress: (line: string) => void;
  readonly interrupted?: AbortSignal;
}

/** Makes the database and the Redis, and loads them. */
export async function buildWorld(parts: WorldParts): Promise<World> {
  const { size, onProgress } = parts;
  const redis = await startRedis(parts.folder);
  await parts.onServer(redis);
  const databaseUrl = await createDatabase(parts.postgres.url, parts.name);
  const key = (): string => randomBytes(32).toString('base64');
  const shared = {
    DATABASE_URL: databaseUrl,
    REDIS_URL: redis.url,
    ATTEMPT_KEY_SECRET: key(),
    PEPPERS: `1:${key()}`,
    RECEIPT_KEY_SECRET: key(),
  };
  const config = loadConfig(shared);
  const request = {
    config,
    databaseUrl,
    redisUrl: redis.url,
    ...(parts.interrupted === undefined ? {} : { signal: parts.interrupted }),
    onProgress: (step: string, done: number, of: number) => {
      onProgress(`loading ${step}: ${done} of ${of}`);
    },
  };
  const accounts = await seedUsers({ ...request, ...size });
  await countStrangers(request, size.strangers ?? 0);
  await growHistory(request, size.history ?? 0);
  return {
    size,
    accounts,
    databaseUrl,
    redisUrl: redis.url,
    pids: { postgres: parts.postgres.pid, redis: redis.pid },
    settings: {
      ...shared,
      NODE_ENV: 'production',
      MAIL_URL: parts.mailUrl,
      MAIL_FROM: 'notices@bank.example',
      // The mail server of the bench has no certificate.
      MAIL_REQUIRE_TLS: 'off',
      // No balancer has to notice that a stage ends.
      SHUTDOWN_NOTICE_MS: '0',
      // The proxy in front of the gateway is the bench itself, which gives each customer his address.
      TRUST_PROXY: '127.0.0.1',
      // Clients have few addresses and sessions here: throttles would decide instead of what is measured.
      ...noThrottles(),
    },
    customer: (index) => ({
      loginId: loginIdOf(index),
      loginPassword: LOAD_SECRETS.loginPassword,
      deviceToken: accounts.deviceToken,
      address: customerAddress(index),
    }),
  };
}
