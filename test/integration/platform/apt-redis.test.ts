import { existsSync } from 'node:fs';
import { mkdir, readdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { startEmbeddedRedis } from '../../../src/platform/embedded/embedded-redis';
import { temporaryFolder } from '../../support/temporary-folder';

const APT_GET = '/usr/bin/apt-get';
const onDebian = existsSync(APT_GET) ? describe : describe.skip;

onDebian('without redis-server on the path (only where apt-get exists)', () => {
  it('it is fetched from the distribution into the tools folder, once', async () => {
    const folder = await temporaryFolder();
    const searchPath = join(folder.path, 'path');
    const toolsDir = join(folder.path, 'tools');
    await mkdir(searchPath);
    await symlink(APT_GET, join(searchPath, 'apt-get'));
    const lines: string[] = [];
    const start = () =>
      startEmbeddedRedis({ dataDir: folder.path, toolsDir, searchPath, log: (line) => lines.push(line) });
    try {
      const first = await start();
      const redis = new Redis(first.url);
      expect(await redis.ping()).toBe('PONG');
      redis.disconnect();
      await first.stop();
      expect(await readdir(toolsDir)).toEqual(['redis']);

      await (await start()).stop();
      expect(lines.filter((line) => line.includes('fetching it into'))).toHaveLength(1);
    } finally {
      await folder.remove();
    }
  }, 180_000);
});
