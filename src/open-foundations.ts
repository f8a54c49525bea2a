import { join } from 'node:path';
import type { Foundations } from './compose-core';
import type { Config } from './config/config';
import { HistoryEventEntity } from './history/history-event-entity';
import { startEmbeddedPostgres } from './platform/embedded/embedded-postgres';
import { startEmbeddedRedis } from './platform/embedded/embedded-redis';
import type { EmbeddedServer } from './platform/embedded/embedded-server';
import type { Logger } from './platform/logger';
import { StartupProblem } from './platform/embedded/startup-problem';
import { systemErrorCode } from './platform/embedded/system-error-code';
import { createDataSource } from './platform/postgres/data-source';
import { migrateToLatest } from './platform/postgres/migrate';
import { connectToRedis } from './platform/redis/redis-connection';
import { parseRedisLocation } from './platform/redis/redis-location';
import { CredentialEntity } from './users/credential-entity';
import { OrganizationEntity } from './users/organization-entity';
import { UserEntity } from './users/user-entity';

const ENTITIES = [OrganizationEntity, UserEntity, CredentialEntity, HistoryEventEntity];

/** How long a Redis command may take, in milliseconds: refusing quickly beats waiting. */
const REDIS_COMMAND_TIMEOUT_MS = 1_000;
const CONNECT_TIMEOUT_MS = 5_000;

/** Undoes one step of opening. */
type Closing = () => Promise<unknown>;

/** Foundations that can be closed again: connections first, then servers of our own. */
export interface OpenFoundations extends Foundations {
  close(): Promise<void>;
}

/**
 * Connects to Postgres and Redis, starting private ones where the configuration names none, and migrates the database.
 * Whatever had been started is stopped again when a later step fails.
 * @throws StartupProblem with one sentence that says what to do
 */
export async function openFoundations(config: Config, logger: Logger): Promise<OpenFoundations> {
  const closings: Closing[] = [];
  let closing = false;
  const close = async (): Promise<void> => {
    closing = true;
    for (const step of closings.reverse().splice(0)) await step();
  };
  try {
    const [databaseUrl, redisUrl] = await serverUrls(config, logger, closings);
    await reaching('The database', 'DATABASE_URL', () => migrateToLatest(databaseUrl));
    const dataSource = createDataSource({
      url: databaseUrl,
      entities: ENTITIES,
      poolSize: config.database.poolSize,
      connectionTimeoutMs: config.database.timeoutMs,
      statementTimeoutMs: config.database.timeoutMs,
      onConnectionLost: (err) => {
        // A server of our own sends its last clients away when it is stopped: no news.
        if (!closing) logger.warn({ err }, 'a database connection was lost');
      },
    });
    await dataSource.initialize();
    closings.push(() => dataSource.destroy());
    const redis = await reaching('Redis', 'REDIS_URL', () =>
      connectToRedis(parseRedisLocation(redisUrl), {
        commandTimeoutMs: REDIS_COMMAND_TIMEOUT_MS,
        connectTimeoutMs: CONNECT_TIMEOUT_MS,
        ca: config.redis.ca ?? undefined,
        onError: (err) => {
          logger.warn({ err }, 'redis connection failed');
        },
      }),
    );
    closings.push(() =>
      redis.quit().catch(() => {
        redis.disconnect();
      }),
    );
    return { dataSource, redis, logger, close };
  } catch (fault) {
    await close();
    throw fault;
  }
}

async function serverUrls(
  { database, redis, dataDir }: Config,
  logger: Logger,
  closings: Closing[],
): Promise<readonly [databaseUrl: string, redisUrl: string]> {
  const started = async (starting: Promise<EmbeddedServer>): Promise<string> => {
    const server = await starting;
    closings.push(() => server.stop());
    return server.url;
  };
  const log = (server: string) => (line: string) => {
    logger.debug({ server }, line);
  };
  const starts = await Promise.allSettled([
    database.url ?? started(startEmbeddedPostgres({ dataDir, log: log('postgres') })),
    redis.url ??
      started(startEmbeddedRedis({ dataDir, toolsDir: join(dataDir, 'tools'), log: log('redis') })),
  ]);
  const [databaseUrl, redisUrl] = starts.map((start) => {
    if (start.status === 'rejected') throw start.reason;
    return start.value;
  }) as [string, string];
  return [databaseUrl, redisUrl];
}

/** A server that somebody named must answer at start-up; what it said may hold a password, so only its code is told. */
async function reaching<T>(server: string, setting: string, step: () => Promise<T>): Promise<T> {
  try {
    return await step();
  } catch (cause) {
    throw new StartupProblem(
      `${server} cannot be used (${reasonOf(cause)}): start it, or correct ${setting}.`,
    );
  }
}

const WORDS = /\b(E(?:CONN|NOT|TIME|HOST|NET|AI)[A-Z_]+|NOAUTH|WRONGPASS|NOPERM|does not support SSL)\b/;

/** What failed: the word of the system, Redis or node-postgres if the text has one, else what the fault carries. */
function reasonOf(cause: unknown): string {
  const { message = '', cause: behind = cause } = cause instanceof Error ? cause : {};
  const [word] = WORDS.exec(message) ?? [];
  return word ?? systemErrorCode(behind);
}
