import type { ConnectionOptions } from 'node:tls';
import { Cluster, Redis, type CommonRedisOptions } from 'ioredis';
import { withoutArguments } from './redis-error';
import type { RedisAccess, RedisLocation } from './redis-location';

/** Either has defineCommand() and every command; a script still has to keep to one hash slot. */
export type RedisConnection = Redis | Cluster;

export interface RedisConnectionSettings {
  /** After this long a command fails, whatever Redis does; it may have run. */
  readonly commandTimeoutMs: number;
  readonly connectTimeoutMs: number;
  /** Certificates (PEM) that alone may vouch for a server that speaks TLS; those that Node.js trusts if absent. */
  readonly ca?: string | undefined;
  /** Told of every broken or refused connection; the connection goes on trying by itself. */
  readonly onError: (error: Error) => void;
}

const FIRST_RETRY_MS = 50;
/** Short, so that the gateway is back well within the five seconds of bar F4. */
const LONGEST_RETRY_MS = 500;

/**
 * Connects to Redis and waits until it takes commands.
 *
 * While Redis is away every command fails at once instead of waiting in a queue: the gateway refuses (fails closed)
 * rather than hang, and nothing old is counted when Redis is back. It reconnects for ever.
 *
 * @throws Error when Redis cannot be reached within `connectTimeoutMs`; the connection is closed then.
 */
export async function connectToRedis(
  location: RedisLocation,
  settings: RedisConnectionSettings,
): Promise<RedisConnection> {
  const connection = open(location, settings);
  let lastError = new Error('No attempt to connect came to an end');
  connection.on('error', (error: Error) => {
    lastError = withoutArguments(error);
    settings.onError(lastError);
  });
  if (await isReadyWithin(connection, settings.connectTimeoutMs)) return connection;
  connection.disconnect();
  // A cluster in the middle of an attempt forgets that it was told to stop.
  connection.on('connect', () => {
    connection.disconnect();
  });
  throw new Error(
    `Redis (${location.kind}) was not ready within ${settings.connectTimeoutMs} ms: ${lastError.message}`,
    { cause: lastError },
  );
}

function open(location: RedisLocation, settings: RedisConnectionSettings): RedisConnection {
  const options = commonOptions(location, settings);
  const verified = verifiedTls(settings);
  const tls = location.tls ? { tls: verified } : {};
  const retryStrategy = retryAfterMs;
  switch (location.kind) {
    case 'standalone':
      return new Redis({ ...options, ...location.node, ...tls, db: location.database, retryStrategy });
    case 'sentinel':
      return new Redis({
        ...options,
        sentinels: [...location.sentinels],
        name: location.masterName,
        ...(location.tls ? { sentinelTLS: verified, enableTLSForSentinelMode: true, tls: verified } : {}),
        db: location.database,
        retryStrategy,
        sentinelRetryStrategy: retryAfterMs,
        // Hears of a failover from the sentinels, instead of from the next failing command.
        failoverDetector: true,
      });
    case 'cluster': {
      const { enableOfflineQueue, lazyConnect, ...nodeOptions } = options;
      return new Cluster([...location.nodes], {
        enableOfflineQueue,
        lazyConnect,
        clusterRetryStrategy: retryAfterMs,
        // Certificates are for names: a node that was looked up beforehand would be asked for its address.
        ...(location.tls ? { dnsLookup: asNamed } : {}),
        redisOptions: { ...nodeOptions, ...tls },
      });
    }
    default: {
      const unknown: never = location;
      throw new Error(`Unknown way of running Redis: ${String(unknown)}`);
    }
  }
}

/** Leaves a node's name to the connection, which looks it up and verifies it. */
function asNamed(name: string, named: (error: null, address: string) => void): void {
  named(null, name);
}

/** Chain and name are verified, whatever the environment of Node.js says. */
function verifiedTls({ ca }: RedisConnectionSettings): ConnectionOptions {
  return { rejectUnauthorized: true, ...(ca === undefined ? {} : { ca }) };
}

function commonOptions({ username, password }: RedisAccess, settings: RedisConnectionSettings) {
  return {
    ...(username === undefined ? {} : { username }),
    ...(password === undefined ? {} : { password }),
    connectionName: 'sekisho',
    connectTimeout: settings.connectTimeoutMs,
    commandTimeout: settings.commandTimeoutMs,
    enableOfflineQueue: false,
    lazyConnect: true,
    // A command caught in a broken connection is sent once more; the ledger's scripts are idempotent by ticket.
    maxRetriesPerRequest: 1,
    // A master demoted by a failover answers READONLY: look for the new one and ask it instead.
    reconnectOnError: (error: Error) => (error.message.startsWith('READONLY') ? 2 : false),
  } satisfies CommonRedisOptions;
}

function retryAfterMs(attempt: number): number {
  return Math.min(attempt * FIRST_RETRY_MS, LONGEST_RETRY_MS);
}

/** connect() of a single connection gives up at the first refusal, and that of a cluster returns before it is ready. */
function isReadyWithin(connection: RedisConnection, timeoutMs: number): Promise<boolean> {
  return new Promise((resolve) => {
    const giveUp = setTimeout(resolve, timeoutMs, false);
    connection.once('ready', () => {
      clearTimeout(giveUp);
      resolve(true);
    });
    // What matters is the event: a refused first attempt is followed by others, and each is told to onError.
    connection.connect().catch(() => undefined);
  });
}
