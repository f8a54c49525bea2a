import type { DataSource } from 'typeorm';
import { createDataSource, type DataSourceSettings } from '../../src/platform/postgres/data-source';

/** Connects to a test's database, for tests that are not about connections and their limits. Destroy it in the end. */
export function openDataSource(
  url: string,
  { entities = [], poolSize = 5 }: Partial<Pick<DataSourceSettings, 'entities' | 'poolSize'>> = {},
): Promise<DataSource> {
  return createDataSource({
    url,
    entities,
    poolSize,
    connectionTimeoutMs: 5_000,
    statementTimeoutMs: 10_000,
    onConnectionLost: () => undefined,
  }).initialize();
}
