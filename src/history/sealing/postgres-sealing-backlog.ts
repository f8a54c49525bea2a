import type { DataSource } from 'typeorm';
import type { MeasureSealing, SealingBacklog } from './sealing-backlog';

/** Measures the table `history_unsealed`, which is all but empty while sealing works. */
export function postgresSealingBacklog(dataSource: DataSource): MeasureSealing {
  return async () => {
    const [backlog] = await dataSource.query<[SealingBacklog]>(
      `SELECT count(*)::float8 AS events,
              coalesce((SELECT greatest(extract(epoch FROM now() - e.occurred_at), 0)
                          FROM history_events e WHERE e.id = min(u.event_id)), 0)::float8 AS "oldestSeconds"
         FROM history_unsealed u`,
    );
    return backlog;
  };
}
