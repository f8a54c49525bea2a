import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { startEmbeddedRedis } from '../../../src/platform/embedded/embedded-redis';
import type { EmbeddedServer } from '../../../src/platform/embedded/embedded-server';
import { findProcess } from '../../../src/platform/embedded/process-table';
import { temporaryFolder, type TemporaryFolder } from '../../support/temporary-folder';
import { toolsFolder } from '../../support/tools-folder';

let folder: TemporaryFolder;
let server: EmbeddedServer | undefined;

beforeEach(async () => {
  folder = await temporaryFolder();
  server = undefined;
});

afterEach(async () => {
  await server?.stop();
  await folder.remove();
});

async function start(): Promise<EmbeddedServer> {
  server = await startEmbeddedRedis({ dataDir: folder.path, toolsDir: toolsFolder, log: () => undefined });
  return server;
}

async function ask<T>(url: string, command: (redis: Redis) => Promise<T>): Promise<T> {
  const redis = new Redis(url, { lazyConnect: true, enableReadyCheck: false, retryStrategy: () => null });
  redis.on('error', () => undefined);
  try {
    await redis.connect();
    return await command(redis);
  } finally {
    redis.disconnect();
  }
}

describe('the private Redis', () => {
  it('keeps its data and its password between starts', async () => {
    const first = await start();
    await ask(first.url, (redis) => redis.set('failures', '4'));
    await first.stop();
    expect(await findProcess(first.pid)).toBeUndefined();

    const second = await start();
    expect(new URL(second.url).password).toBe(new URL(first.url).password);
    expect(await ask(second.url, (redis) => redis.get('failures'))).toBe('4');
  });

  it('starts again after kill -9 with what was written', async () => {
    const first = await start();
    await ask(first.url, (redis) => redis.set('failures', '4'));
    await first.stop('SIGKILL');
    await stat(join(folder.path, 'redis', 'redis.pid'));

    const second = await start();
    expect(await ask(second.url, (redis) => redis.get('failures'))).toBe('4');
  });

  it('leaves alone a stranger whose process id stands in its old pid file', async () => {
    await (await start()).stop();
    await writeFile(join(folder.path, 'redis', 'redis.pid'), `${process.pid}\n`);
    expect(await ask((await start()).url, (redis) => redis.ping())).toBe('PONG');
  });

  it('keeps its password in files for the eyes of its account only, and asks for it', async () => {
    const { port } = await start();
    for (const file of ['password', 'redis.conf']) {
      expect((await stat(join(folder.path, 'redis', file))).mode & 0o777).toBe(0o600);
    }
    await expect(ask(`redis://127.0.0.1:${port}`, (redis) => redis.get('failures'))).rejects.toThrow(
      'NOAUTH',
    );
  });

  it('does not show its password in its command line', async () => {
    const { url, pid } = await start();
    const commandLine = (await findProcess(pid))?.commandLine;
    expect(commandLine).toContain('redis.conf');
    expect(commandLine).not.toContain(new URL(url).password);
  });
});

describe('a start that cannot succeed says what to do, in one sentence', () => {
  it('when there is neither redis-server nor apt-get', async () => {
    const attempt = startEmbeddedRedis({
      dataDir: folder.path,
      toolsDir: join(folder.path, 'tools'),
      searchPath: '',
      log: () => undefined,
    });
    await expect(attempt).rejects.toThrow(
      /^There is no redis-server on this machine: .+, or set REDIS_URL\.$/,
    );
  });

  it('when the folder cannot be made', async () => {
    const file = join(folder.path, 'a-file');
    await writeFile(file, '');
    await expect(
      startEmbeddedRedis({ dataDir: file, toolsDir: toolsFolder, log: () => undefined }),
    ).rejects.toThrow(/cannot be written \(ENOTDIR\): set DATA_DIR/);
  });

  it('when another gateway is using the folder, which goes on', async () => {
    const first = await start();
    await expect(
      startEmbeddedRedis({ dataDir: folder.path, toolsDir: toolsFolder, log: () => undefined }),
    ).rejects.toThrow(`Another gateway (process ${process.pid}) is using`);
    expect(await ask(first.url, (redis) => redis.ping())).toBe('PONG');
  });

  it('when the port is in use', async () => {
    const { port } = await start();
    const other = await temporaryFolder();
    await expect(
      startEmbeddedRedis({ dataDir: other.path, toolsDir: toolsFolder, log: () => undefined, port }),
    ).rejects.toThrow('port of the private Redis is in use');
    await other.remove();
  });
});
