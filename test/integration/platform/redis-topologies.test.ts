import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { findFreePort } from '../../../src/platform/embedded/free-port';
import { findRedisProgram } from '../../../src/platform/embedded/find-redis-program';
import { ServerProcess } from '../../../src/platform/embedded/server-process';
import { connectToRedis, type RedisConnection } from '../../../src/platform/redis/redis-connection';
import { parseRedisLocation } from '../../../src/platform/redis/redis-location';
import { temporaryFolder, type TemporaryFolder } from '../../support/temporary-folder';
import { toolsFolder } from '../../support/tools-folder';

type Doubling = RedisConnection & { double(key: string, n: number): Promise<number> };

let folder: TemporaryFolder;
let servers: ServerProcess[];
let redis: RedisConnection | undefined;

beforeEach(async () => {
  folder = await temporaryFolder();
  servers = [];
  redis = undefined;
});

afterEach(async () => {
  redis?.disconnect();
  await Promise.all(servers.map((server) => server.stop('SIGKILL', 5_000)));
  await folder.remove();
});

async function startRedis(
  configuration: readonly string[],
  flags: readonly string[],
  readyText: string,
): Promise<number> {
  const port = await findFreePort();
  const { executable, libraryPath = '' } = await findRedisProgram({
    searchPath: process.env['PATH'] ?? '',
    toolsDir: toolsFolder,
    log: () => undefined,
  });
  const file = join(folder.path, `${port}.conf`);
  await writeFile(
    file,
    ['bind 127.0.0.1', `port ${port}`, `dir ${folder.path}`, 'save ""', ...configuration].join('\n'),
  );
  const env = { ...process.env, LD_LIBRARY_PATH: libraryPath };
  const command = { executable, args: [file, ...flags], env, readyText, readyWithinMs: 10_000 };
  servers.push(await ServerProcess.start(command, () => undefined));
  return port;
}

async function connect(setting: string, connectTimeoutMs = 15_000): Promise<void> {
  redis = await connectToRedis(parseRedisLocation(setting), {
    commandTimeoutMs: 2_000,
    connectTimeoutMs,
    onError: () => undefined,
  });
}

async function double(n: number): Promise<number> {
  redis?.defineCommand('double', { numberOfKeys: 1, lua: 'return ARGV[1] * 2' });
  return (redis as Doubling).double('{gate}:key', n);
}

it('a script runs on a Redis Cluster', async () => {
  const port = await startRedis(
    ['cluster-enabled yes', 'cluster-announce-ip 127.0.0.1'],
    [],
    'Ready to accept connections',
  );
  const node = new Redis(port, '127.0.0.1');
  await node.call('CLUSTER', 'ADDSLOTSRANGE', '0', '16383');
  while (!(await node.cluster('INFO')).includes('cluster_state:ok')) await new Promise(setImmediate);
  node.disconnect();
  await connect(`redis+cluster://127.0.0.1:${port}`);
  expect(await double(21)).toBe(42);
});

it('a Redis Cluster that nobody gave its slots is given up', async () => {
  const port = await startRedis(['cluster-enabled yes'], [], 'Ready to accept connections');
  await expect(connect(`redis+cluster://127.0.0.1:${port}`, 300)).rejects.toThrow(
    'Redis (cluster) was not ready',
  );
});

it('a script runs on the master that the sentinels name', async () => {
  const master = await startRedis([], [], 'Ready to accept connections');
  const monitor = `sentinel monitor gate 127.0.0.1 ${master} 1`;
  const sentinel = await startRedis([monitor], ['--sentinel'], '+monitor');
  await connect(`redis+sentinel://127.0.0.1:${sentinel}/gate`);
  expect(await double(21)).toBe(42);
});
