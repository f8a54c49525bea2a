import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { attemptKeyDeriver } from '../../../src/attempts/attempt-key';
import { DEFAULT_ATTEMPT_SETTINGS } from '../../../src/attempts/attempt-settings';
import { assembleLedgerScripts, readLedgerLua } from '../../../src/attempts/ledger-scripts';
import { RedisAttemptLedger } from '../../../src/attempts/redis-attempt-ledger';
import { findFreePort } from '../../../src/platform/embedded/free-port';
import { findRedisProgram } from '../../../src/platform/embedded/find-redis-program';
import { ServerProcess } from '../../../src/platform/embedded/server-process';
import { connectToRedis, type RedisConnection } from '../../../src/platform/redis/redis-connection';
import { parseRedisLocation } from '../../../src/platform/redis/redis-location';
import { makeAuthority } from '../../support/certificates';
import { temporaryFolder, type TemporaryFolder } from '../../support/temporary-folder';
import { startTlsFront } from '../../support/tls-front';
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

async function connect(setting: string, connectTimeoutMs = 15_000, ca?: string): Promise<void> {
  redis = await connectToRedis(parseRedisLocation(setting), {
    commandTimeoutMs: 2_000,
    connectTimeoutMs,
    ca,
    onError: () => undefined,
  });
}

async function double(n: number): Promise<number> {
  redis?.defineCommand('double', { numberOfKeys: 1, lua: 'return ARGV[1] * 2' });
  return (redis as Doubling).double('{gate}:key', n);
}

async function connectToCluster(): Promise<RedisConnection> {
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
  if (redis === undefined) throw new Error('not connected');
  return redis;
}

it('a script runs on a Redis Cluster', async () => {
  await connectToCluster();
  expect(await double(21)).toBe(42);
});

it('the attempt ledger runs on a Redis Cluster: what it keeps of one credential is in one slot', async () => {
  const cluster = await connectToCluster();
  const scripts = assembleLedgerScripts(readLedgerLua);
  const ledger = new RedisAttemptLedger(cluster, scripts, DEFAULT_ATTEMPT_SETTINGS);
  const derive = attemptKeyDeriver(Buffer.alloc(32, 1));
  for (let nth = 0; nth < 100; nth += 1) {
    const key = derive('LOGIN_PASSWORD', `somebody${nth}`);
    expect((await ledger.acquire(key, 'ticket-A')).kind).toBe('GRANTED');
    expect(await ledger.settle(key, 'ticket-A', 'FAILED')).toMatchObject({ as: 'FAILED', ticketKnown: true });
    expect(await ledger.clear(key, 'LIFT_SUSPENSION')).toMatchObject({ failures: 1 });
  }
});

it('a Redis Cluster speaks TLS, and its nodes are verified by the names that it tells', async () => {
  const authority = makeAuthority('the bank');
  const frontPort = await findFreePort();
  const port = await startRedis(
    [
      'cluster-enabled yes',
      'cluster-announce-hostname localhost',
      'cluster-preferred-endpoint-type hostname',
      `cluster-announce-port ${frontPort}`,
    ],
    [],
    'Ready to accept connections',
  );
  const node = new Redis(port, '127.0.0.1');
  await node.call('CLUSTER', 'ADDSLOTSRANGE', '0', '16383');
  while (!(await node.cluster('INFO')).includes('cluster_state:ok')) await new Promise(setImmediate);
  node.disconnect();
  // For the name alone: whoever asks for the address of a node is refused.
  const front = await startTlsFront(port, authority.vouchFor('localhost'), frontPort);
  try {
    const setting = `rediss+cluster://localhost:${frontPort}`;
    await expect(connect(setting, 500)).rejects.toThrow('Redis (cluster) was not ready');
    await connect(setting, 15_000, authority.certificate);
    expect(await double(21)).toBe(42);
    expect(front.accepted()).toBeGreaterThan(0);
  } finally {
    redis?.disconnect();
    await front.close();
  }
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
