import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { startEmbeddedRedis } from '../../src/platform/embedded/embedded-redis';
import { fromGlobalSetup } from './environment';
import { startPrivateServer, type PrivateServer } from './private-server';
import { toolsFolder } from './tools-folder';

/** The Redis of the whole test run. Others use it at the same time: keep to keys with your own prefix. */
export function sharedRedisUrl(): string {
  return fromGlobalSetup('TEST_REDIS_URL');
}

/** A key prefix that nobody else uses. */
export function uniquePrefix(): string {
  return `test-${randomBytes(8).toString('hex')}:`;
}

/** A Redis for one test that stops it, kills it or empties it. End with remove(). */
export function privateRedis(): Promise<PrivateServer> {
  return startPrivateServer({
    start: (dataDir, port) =>
      startEmbeddedRedis({
        dataDir,
        toolsDir: toolsFolder,
        log: () => undefined,
        ...(port === undefined ? {} : { port }),
      }),
    wipe: (dataDir) => rm(join(dataDir, 'redis', 'appendonlydir'), { recursive: true, force: true }),
  });
}
