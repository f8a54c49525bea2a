import type { DataSource } from 'typeorm';
import { createDataSource } from '../../../src/platform/postgres/data-source';
import { eventually } from '../../support/eventually';
import { privatePostgres } from '../../support/postgres';
import type { PrivateServer } from '../../support/private-server';

let server: PrivateServer;
let dataSource: DataSource;

beforeEach(async () => {
  server = await privatePostgres();
  dataSource = createDataSource({
    url: server.url,
    entities: [],
    poolSize: 2,
    connectionTimeoutMs: 500,
    statementTimeoutMs: 300,
    onConnectionLost: () => undefined,
  });
  await dataSource.initialize();
});

afterEach(async () => {
  await dataSource.destroy();
  await server.remove();
});

it('a statement that takes too long is cancelled by the server', async () => {
  await expect(dataSource.query('SELECT pg_sleep(30)')).rejects.toThrow('statement timeout');
});

it('a statement to a frozen server fails on this side', async () => {
  const [{ pid }] = await dataSource.query<[{ pid: number }]>('SELECT pg_backend_pid() AS pid');
  process.kill(pid, 'SIGSTOP');
  try {
    await expect(dataSource.query('SELECT 1')).rejects.toThrow('Query read timeout');
  } finally {
    process.kill(pid, 'SIGCONT');
  }
});

it('with every connection in use the next one is refused after the timeout', async () => {
  const runners = [dataSource.createQueryRunner(), dataSource.createQueryRunner()];
  await Promise.all(runners.map((runner) => runner.connect()));
  await expect(dataSource.query('SELECT 1')).rejects.toThrow('timeout');
  await Promise.all(runners.map((runner) => runner.release()));
});

it('after a crash of Postgres statements fail, and work again once it is back', async () => {
  await server.stop('SIGKILL');
  // A connection of the pool answers until its process, too, has noticed that the server is gone.
  await eventually(() =>
    dataSource.query('SELECT 1').then(
      () => false,
      () => true,
    ),
  );
  await server.start();
  expect(await dataSource.query('SELECT 1 AS n')).toEqual([{ n: 1 }]);
});
