import { join } from 'node:path';
import type { Config } from '../../src/config/config';
import { startEmbeddedPostgres } from '../../src/platform/embedded/embedded-postgres';
import { startEmbeddedRedis } from '../../src/platform/embedded/embedded-redis';
import type { EmbeddedServer } from '../../src/platform/embedded/embedded-server';
import { Closings } from '../stage/closings';

/** The servers that a gateway of the same configuration would use. */
export interface OpenServers {
  readonly databaseUrl: string;
  readonly redisUrl: string;
  /** Stops what was started for it. */
  close(): Promise<void>;
}

const silent = (): void => undefined;

/** Names the configured servers, and starts the embedded ones of the data folder where none is configured. */
export async function openServers({ database, redis, dataDir }: Config): Promise<OpenServers> {
  const closings = new Closings();
  const started = async (starting: Promise<EmbeddedServer>): Promise<string> => {
    const server = await starting;
    await closings.add(() => server.stop());
    return server.url;
  };
  try {
    const databaseUrl = database.url ?? (await started(startEmbeddedPostgres({ dataDir, log: silent })));
    const toolsDir = join(dataDir, 'tools');
    const redisUrl = redis.url ?? (await started(startEmbeddedRedis({ dataDir, toolsDir, log: silent })));
    return { databaseUrl, redisUrl, close: () => closings.close() };
  } catch (fault) {
    await closings.close();
    throw fault;
  }
}
