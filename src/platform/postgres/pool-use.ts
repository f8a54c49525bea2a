import type { DataSource } from 'typeorm';

/** How the connections of this gateway are used. */
export interface PoolUse {
  readonly open: number;
  readonly idle: number;
  /** Statements that wait for a connection. */
  readonly waiting: number;
}

/** What TypeORM's driver keeps as `master`: the pool of node-postgres. */
interface Pool {
  readonly totalCount: number;
  readonly idleCount: number;
  readonly waitingCount: number;
}

/** Reads the pool of `dataSource`, which is initialized. Costs nothing. */
export function poolUseOf(dataSource: DataSource): PoolUse {
  const { master } = dataSource.driver as unknown as { readonly master: Pool };
  return { open: master.totalCount, idle: master.idleCount, waiting: master.waitingCount };
}
