import type { EntityManager } from 'typeorm';

/** Runs `work` in one transaction of the database, which is rolled back if `work` throws. */
export type InTransaction = <Result>(
  work: (transaction: EntityManager) => Promise<Result>,
) => Promise<Result>;
