import type { DataSource } from 'typeorm';
import { poolOf } from './pool-of';

/** How the connections of this gateway are used. */
export interface PoolUse {
  readonly open: number;
  readonly idle: number;
  /** Statements that wait for a connection. */
  readonly waiting: number;
}

/** Reads the pool of `dataSource`, which is initialized. Costs nothing. */
export function poolUseOf(dataSource: DataSource): PoolUse {
  const { totalCount, idleCount, waitingCount } = poolOf(dataSource);
  return { open: totalCount, idle: idleCount, waiting: waitingCount };
}
