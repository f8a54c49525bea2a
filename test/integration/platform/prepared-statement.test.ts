import type { DataSource } from 'typeorm';
import { isPassingFault } from '../../../src/gateway/errors/fault-code';
import { createDataSource } from '../../../src/platform/postgres/data-source';
import { PreparedStatement } from '../../../src/platform/postgres/prepared-statement';
import { emptyDatabase, type TestDatabase } from '../../support/postgres';

const DOUBLE = new PreparedStatement<[{ doubled: number }]>('double', 'SELECT $1::int * 2 AS doubled');

let database: TestDatabase;
let dataSource: DataSource;

beforeAll(async () => {
  database = await emptyDatabase();
  dataSource = createDataSource({
    url: database.url,
    entities: [],
    poolSize: 1,
    connectionTimeoutMs: 5_000,
    statementTimeoutMs: 5_000,
    onConnectionLost: () => undefined,
  });
  await dataSource.initialize();
});

afterAll(async () => {
  await dataSource.destroy();
  await database.drop();
});

/** What the one connection keeps, by name, and how often each was run. */
function kept(): Promise<{ name: string; runs: number }[]> {
  return dataSource.query(
    `SELECT name, (generic_plans + custom_plans)::int AS runs FROM pg_prepared_statements`,
  );
}

it('a statement of a hot path is parsed once a connection', async () => {
  for (const n of [1, 2, 3]) expect(await DOUBLE.run(dataSource, [n])).toEqual([{ doubled: 2 * n }]);
  expect(await kept()).toEqual([{ name: 'double', runs: 3 }]);
});

const END_CONNECTION = new PreparedStatement('end', 'SELECT pg_terminate_backend(pg_backend_pid())');

it('it is prepared anew on the connection that follows a broken one', async () => {
  await DOUBLE.run(dataSource, [1]);
  await expect(END_CONNECTION.run(dataSource, [])).rejects.toThrow();
  expect(await DOUBLE.run(dataSource, [21])).toEqual([{ doubled: 42 }]);
  expect(await kept()).toEqual([{ name: 'double', runs: 1 }]);
});

it('one that Postgres interrupts is a passing fault, one that is wrong is not', async () => {
  const wrong = new PreparedStatement('wrong', 'SELECT 1 / $1::int');
  const faultOf = (statement: typeof wrong, parameters: unknown[]): Promise<unknown> =>
    statement.run(dataSource, parameters).catch((fault: unknown) => fault);
  expect(isPassingFault(await faultOf(END_CONNECTION, []))).toBe(true);
  expect(isPassingFault(await faultOf(wrong, [0]))).toBe(false);
});
