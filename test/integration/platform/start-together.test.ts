import { join } from 'node:path';
import { startEmbeddedPostgres } from '../../../src/platform/embedded/embedded-postgres';
import { startEmbeddedRedis } from '../../../src/platform/embedded/embedded-redis';
import { findProcess } from '../../../src/platform/embedded/process-table';
import { startTogether } from '../../../src/platform/embedded/start-together';
import { temporaryFolder, type TemporaryFolder } from '../../support/temporary-folder';
import { toolsFolder } from '../../support/tools-folder';

const log = (): void => undefined;
let folder: TemporaryFolder;

beforeEach(async () => {
  folder = await temporaryFolder();
});

afterEach(() => folder.remove());

it('both servers start side by side', async () => {
  const servers = await startTogether([
    startEmbeddedPostgres({ dataDir: folder.path, log, settings: { fsync: 'off' } }),
    startEmbeddedRedis({ dataDir: folder.path, toolsDir: toolsFolder, log }),
  ]);
  expect(servers.map(({ url }) => new URL(url).protocol)).toEqual(['postgres:', 'redis:']);
  await Promise.all(servers.map((server) => server.stop()));
});

it('when one does not start, the other is stopped', async () => {
  const postgres = startEmbeddedPostgres({ dataDir: folder.path, log, settings: { fsync: 'off' } });
  const redis = startEmbeddedRedis({
    dataDir: folder.path,
    toolsDir: join(folder.path, 'tools'),
    searchPath: '',
    log,
  });
  await expect(startTogether([postgres, redis])).rejects.toThrow('There is no redis-server');
  expect(await findProcess((await postgres).pid)).toBeUndefined();
});
