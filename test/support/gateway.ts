import { randomBytes } from 'node:crypto';
import type { DestinationStream } from 'pino';
import { join } from 'node:path';
import { compose } from '../../src/compose';
import { loadConfig } from '../../src/config/load-config';
import { demoGeneralUserId, demoTabVariables } from '../../src/demo/demo-tab-variables';
import { seedDemo } from '../../src/demo/seed-demo';
import { registerExamplePlayground } from '../../src/gateway/playground/register-example-playground';
import { openFoundations } from '../../src/open-foundations';
import { systemClock } from '../../src/platform/clock';
import { newUuid } from '../../src/platform/ids';
import { createLogger } from '../../src/platform/logger';
import { GatewayClient } from './gateway-client';
import type { Receipts } from '../../src/receipts/receipt';
import { noThrottles } from './no-throttles';
import { freshDatabase } from './postgres';
import { sharedRedisUrl, uniquePrefix } from './redis';

const PROJECT_ROOT = join(__dirname, '..', '..');

/** A gateway in this process, on real servers, with the demo organization in a database of its own. */
export interface TestGateway {
  readonly url: string;
  /** Where it serves metrics; null unless ADMIN_PORT is set. */
  readonly adminUrl: string | null;
  /** The environment it runs with, for further gateways beside it. */
  readonly env: NodeJS.ProcessEnv;
  /** A client without a session; each call makes a new one. Headers given replace the usual `Accept-Language: en`. */
  client(headers?: Readonly<Record<string, string>>): GatewayClient;
  query<Row>(sql: string, values?: readonly unknown[]): Promise<Row[]>;
  /** Signs receipts, as the operations that authorise something do. */
  readonly receipts: Receipts;
  close(): Promise<void>;
}

/**
 * An environment for gateways under test: a database and a Redis prefix of its own, hashing made cheap, a throttle out
 * of the way. What a test is about it overrides.
 */
export async function gatewayEnvironment(
  overrides: NodeJS.ProcessEnv = {},
): Promise<{ readonly env: NodeJS.ProcessEnv; drop(): Promise<void> }> {
  const database = await freshDatabase();
  const env = {
    NODE_ENV: 'test',
    HOST: '127.0.0.1',
    PORT: '0',
    DATABASE_URL: database.url,
    REDIS_URL: sharedRedisUrl(),
    REDIS_PREFIX: uniquePrefix(),
    ATTEMPT_KEY_SECRET: randomBytes(32).toString('base64'),
    PEPPERS: `1:${randomBytes(32).toString('base64')}`,
    RECEIPT_KEY_SECRET: randomBytes(32).toString('base64'),
    ARGON2_MEMORY_KIB: '256',
    ARGON2_TIME: '1',
    ...noThrottles(),
    LOG_LEVEL: 'silent',
    PLAYGROUND: 'off',
    INTROSPECTION: 'on',
    ...overrides,
  };
  return { env, drop: () => database.drop() };
}

/** Starts a gateway in this process, its log going to `log` if given. Close it in the end. */
export async function startGateway(
  overrides: NodeJS.ProcessEnv = {},
  log?: DestinationStream,
): Promise<TestGateway> {
  const { env, drop } = await gatewayEnvironment(overrides);
  try {
    const gateway = await startGatewayBeside({ env }, log);
    const close = async (): Promise<void> => {
      await gateway.close();
      await drop();
    };
    return { ...gateway, close };
  } catch (fault) {
    await drop();
    throw fault;
  }
}

/** Starts a further gateway on the servers of another; close it before that one. */
export async function startGatewayBeside(
  { env: shared }: Pick<TestGateway, 'env'>,
  log?: DestinationStream,
  overrides: NodeJS.ProcessEnv = {},
): Promise<TestGateway> {
  const env = { ...shared, ...overrides };
  const config = loadConfig(env);
  const foundations = await openFoundations(config, createLogger(config.logging.level, log));
  const { dataSource } = foundations;
  try {
    const gateway = await compose(config, foundations);
    const { hasher, deriveAttemptKey } = gateway;
    await seedDemo({ dataSource, hasher, deriveAttemptKey, clock: systemClock, newId: newUuid });
    if (config.playground.enabled) {
      const variables = demoTabVariables(await demoGeneralUserId(dataSource), systemClock.now());
      await registerExamplePlayground(gateway.app, PROJECT_ROOT, variables);
    }
    const adminUrl =
      (config.admin === null ? null : await gateway.admin?.listen({ ...config.admin })) ?? null;
    const url = await gateway.app.listen({ host: config.server.host, port: config.server.port });
    return {
      url,
      adminUrl,
      env,
      receipts: gateway.receipts,
      client: (headers) => new GatewayClient(url, headers),
      query: (sql, values) => dataSource.query(sql, values === undefined ? undefined : [...values]),
      close: async () => {
        await gateway.close();
        await foundations.close();
      },
    };
  } catch (fault) {
    // An open connection would keep the test run from ending.
    await foundations.close();
    throw fault;
  }
}
