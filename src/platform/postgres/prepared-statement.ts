import { QueryFailedError, type DataSource } from 'typeorm';
import { poolOf } from './pool-of';

/**
 * A statement of a hot path: each connection has Postgres parse it once, and plan it anew only until a plan for all
 * parameters is as good (PostgreSQL documentation, PREPARE, "Notes"). Reading an account for a login took half as long
 * so (docs/performance.md). It runs outside of transactions, on any connection of the pool.
 *
 * Its name is unique in the gateway. A pooler between gateway and Postgres must keep prepared statements apart by client,
 * as PgBouncer does since 1.21. The columns are named, never `*`, so that a migration does not change what it answers.
 */
export class PreparedStatement<Rows extends readonly object[]> {
  constructor(
    private readonly name: string,
    private readonly text: string,
  ) {}

  /** @throws QueryFailedError as TypeORM does. */
  async run(dataSource: DataSource, parameters: readonly unknown[]): Promise<Rows> {
    try {
      const statement = { name: this.name, text: this.text, values: [...parameters] };
      const { rows } = await poolOf(dataSource).query(statement);
      return rows as unknown as Rows;
    } catch (fault) {
      throw new QueryFailedError(this.text, [...parameters], fault as Error);
    }
  }
}
