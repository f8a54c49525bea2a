import { startEmbeddedPostgres } from '../../../src/platform/embedded/embedded-postgres';
import { startEmbeddedRedis } from '../../../src/platform/embedded/embedded-redis';

/** Stands in for a gateway: starts both private servers of a data folder, tells their process ids, and stays. */
async function main(dataDir: string, toolsDir: string): Promise<void> {
  const log = (): void => undefined;
  const servers = await Promise.all([
    startEmbeddedPostgres({ dataDir, log, settings: { fsync: 'off' } }),
    startEmbeddedRedis({ dataDir, toolsDir, log }),
  ]);
  process.send?.(servers.map(({ pid, url }) => ({ pid, url })));
}

void main(process.argv[2] ?? '', process.argv[3] ?? '');
