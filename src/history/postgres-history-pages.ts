import type { DataSource } from 'typeorm';
import type { CredentialKind } from '../credentials/credential-kind';
import type { HistoryEventType } from './history-event';
import { isHistoryObjectKind, type HistoryObject } from './history-object';
import type {
  HistoryEntry,
  HistoryPages,
  HistoryPerson,
  HistoryPosition,
  HistoryQuery,
} from './history-pages';
import { isToldOf, type HistoryScope } from './history-scope';

interface EntryRow {
  readonly id: string;
  readonly occurredAt: Date;
  readonly type: HistoryEventType;
  readonly actorId: string | null;
  readonly actorName: string | null;
  readonly subjectId: string | null;
  readonly subjectName: string | null;
  readonly credentialKind: CredentialKind | null;
  readonly ip: string | null;
  readonly userAgent: string | null;
  readonly reason: string | null;
  readonly objectKind: string | null;
  readonly objectId: string | null;
}

/** The operation history in Postgres. Each part of a scope is read in the order of an index, so that a page costs a page. */
export class PostgresHistoryPages implements HistoryPages {
  constructor(private readonly dataSource: DataSource) {}

  async page(
    query: HistoryQuery,
    count: number,
    after: HistoryPosition | null,
  ): Promise<readonly HistoryEntry[]> {
    const { sql, values } = historyStatement(query, count, after);
    const rows = await this.dataSource.query<EntryRow[]>(sql, [...values]);
    return rows.map((row) => entryFrom(row, query.scope));
  }
}

/** The statement that reads a page. */
export function historyStatement(
  query: HistoryQuery,
  count: number,
  after: HistoryPosition | null,
): { readonly sql: string; readonly values: readonly unknown[] } {
  const values: unknown[] = [];
  const bind = (value: unknown): string => `$${values.push(value)}`;
  const filters = filtersOf(query, after, bind);
  const limit = bind(count);
  const parts = scopeConditions(query.scope, bind).map(
    (scope) =>
      `(SELECT * FROM history_events WHERE ${[scope, ...filters].join(' AND ')}
         ORDER BY occurred_at DESC, id DESC LIMIT ${limit})`,
  );
  const sql = `
    SELECT e.id::text AS id, e.occurred_at AS "occurredAt", e.type,
           e.actor_user_id AS "actorId", actor.name AS "actorName",
           e.subject_user_id AS "subjectId", subject.name AS "subjectName",
           e.credential_kind AS "credentialKind", host(e.ip) AS ip, e.user_agent AS "userAgent", e.reason,
           e.object_kind AS "objectKind", e.object_id AS "objectId"
      FROM (${parts.join(' UNION ALL ')}) e
      LEFT JOIN users actor ON actor.id = e.actor_user_id AND ${nameable('actor', query.scope, bind)}
      LEFT JOIN users subject ON subject.id = e.subject_user_id AND ${nameable('subject', query.scope, bind)}
     ORDER BY e.occurred_at DESC, e.id DESC LIMIT ${limit}`;
  return { sql, values };
}

type Bind = (value: unknown) => string;

/** The conditions of a scope, of which no event meets two: what one index cannot serve is read from two. */
function scopeConditions(scope: HistoryScope, bind: Bind): readonly string[] {
  switch (scope.kind) {
    case 'ORGANIZATION':
      return [`organization_id = ${bind(scope.organizationId)}`];
    case 'OWN': {
      const user = bind(scope.userId);
      return [
        `subject_user_id = ${user}`,
        `actor_user_id = ${user} AND actor_user_id IS DISTINCT FROM subject_user_id`,
      ];
    }
    case 'PAPER_PROCEDURES':
      return [`type LIKE 'PAPER\\_%'`];
    default:
      return scope satisfies never;
  }
}

function filtersOf(query: HistoryQuery, after: HistoryPosition | null, bind: Bind): readonly string[] {
  const { types, subjectUserId, from, to } = query;
  return [
    `type = ANY (${bind(types)})`,
    ...(subjectUserId === null ? [] : [`subject_user_id = ${bind(subjectUserId)}::uuid`]),
    ...(from === null ? [] : [`occurred_at >= ${bind(from)}`]),
    ...(to === null ? [] : [`occurred_at < ${bind(to)}`]),
    ...(after === null ? [] : [`(occurred_at, id) < (${bind(after.occurredAt)}, ${bind(after.id)}::bigint)`]),
  ];
}

/** Customers learn names within their organization only; staff, everybody's in a procedure. */
function nameable(person: 'actor' | 'subject', scope: HistoryScope, bind: Bind): string {
  return scope.kind === 'PAPER_PROCEDURES'
    ? 'true'
    : `${person}.organization_id IS NOT DISTINCT FROM ${bind(scope.organizationId)}::uuid`;
}

function entryFrom(row: EntryRow, scope: HistoryScope): HistoryEntry {
  const { id, occurredAt, type, credentialKind, ip, userAgent, reason } = row;
  const actor = personFrom(row.actorId, row.actorName);
  const subject = personFrom(row.subjectId, row.subjectName);
  const object = objectFrom(row, scope);
  return { id, occurredAt, type, actor, subject, credentialKind, ip, userAgent, reason, object };
}

function objectFrom({ objectKind: kind, objectId: id }: EntryRow, scope: HistoryScope): HistoryObject | null {
  if (kind === null || id === null) return null;
  return isHistoryObjectKind(kind) && isToldOf(scope, kind) ? { kind, id } : null;
}

function personFrom(id: string | null, name: string | null): HistoryPerson | null {
  return id === null ? null : { id, name };
}
