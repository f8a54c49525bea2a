import type { DataSource, EntityManager } from 'typeorm';
import { PreparedStatement } from '../platform/postgres/prepared-statement';
import type { History } from './history';
import type { HistoryEvent } from './history-event';

/** Appends one event; its parameters are {@link columnsOf}. */
export const INSERT_EVENT = `INSERT INTO history_events
     (occurred_at, type, organization_id, actor_user_id, subject_user_id, credential_kind, ip, user_agent, reason,
      object_kind, object_id)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`;

/** An event as the eleven parameters of {@link INSERT_EVENT}. */
export function columnsOf(event: HistoryEvent): readonly unknown[] {
  return [
    event.occurredAt,
    event.type,
    event.organizationId,
    event.actorUserId,
    event.subjectUserId,
    event.credentialKind,
    event.origin?.ip ?? null,
    event.origin?.userAgent ?? null,
    event.reason,
    event.object?.kind ?? null,
    event.object?.id ?? null,
  ];
}

const APPEND_EVENT = new PreparedStatement<[]>('append event', INSERT_EVENT);

/** The operation history in Postgres. One statement an event. */
export class PostgresHistory implements History {
  constructor(private readonly dataSource: DataSource) {}

  async append(event: HistoryEvent, transaction?: EntityManager): Promise<void> {
    if (transaction === undefined) await APPEND_EVENT.run(this.dataSource, columnsOf(event));
    else await transaction.query(INSERT_EVENT, [...columnsOf(event)]);
  }
}
