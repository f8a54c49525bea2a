import type { DataSource } from 'typeorm';
import type { MeasureOutbox, OutboxDepth } from './outbox-depth';

/** Measures the table `notices`: one statement on its two partial indexes, however many sent notices it keeps. */
export function postgresOutboxDepth(dataSource: DataSource): MeasureOutbox {
  return async () => {
    const [depth] = await dataSource.query<[OutboxDepth]>(
      `SELECT pending.count::float8 AS pending, dead.count::float8 AS dead,
              coalesce(greatest(extract(epoch FROM now() - pending.oldest), 0), 0)::float8 AS "oldestPendingSeconds"
         FROM (SELECT count(*), min(created_at) AS oldest
                 FROM notices WHERE sent_at IS NULL AND dead_at IS NULL) pending,
              (SELECT count(*) FROM notices WHERE dead_at IS NOT NULL) dead`,
    );
    return depth;
  };
}
