import type { Pool } from 'pg';
import type { DataSource } from 'typeorm';

/** The pool of node-postgres that TypeORM's driver keeps as `master`. The data source must be initialized. */
export function poolOf(dataSource: DataSource): Pool {
  return (dataSource.driver as unknown as { readonly master: Pool }).master;
}
