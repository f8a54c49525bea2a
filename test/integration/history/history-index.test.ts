import { HISTORY_EVENT_TYPES } from '../../../src/history/history-event';
import { historyStatement } from '../../../src/history/postgres-history-pages';
import type { HistoryScope } from '../../../src/history/history-scope';
import { openHistoryStage, ORGANIZATION, type HistoryStage } from './history-stage';

const USER = '00000000-0000-4000-8000-000000000001';
let stage: HistoryStage;

/** Enough events of many organizations and users that reading them all would be the worse plan. */
beforeAll(async () => {
  stage = await openHistoryStage();
  await stage.dataSource.query(
    `INSERT INTO history_events (occurred_at, type, organization_id, actor_user_id, subject_user_id)
     SELECT '2026-01-01'::timestamptz + n * interval '1 second',
            CASE WHEN n % 100 = 0 THEN 'PAPER_RECEIVED' ELSE 'LOGIN_SUCCEEDED' END,
            ('00000000-0000-4000-8000-' || lpad(to_hex(n % 40), 12, '0'))::uuid,
            ('00000000-0000-4000-8000-' || lpad(to_hex(n % 400), 12, '0'))::uuid,
            ('00000000-0000-4000-8000-' || lpad(to_hex((n + n % 2) % 400), 12, '0'))::uuid
       FROM generate_series(1, 40000) n`,
  );
  await stage.dataSource.query('ANALYZE history_events');
});
afterAll(() => stage.close());

/** The plan's nodes that read the history: how each reads, and by which index. */
async function readsOf(scope: HistoryScope, deep: boolean): Promise<readonly string[]> {
  const query = { scope, types: HISTORY_EVENT_TYPES, subjectUserId: null, from: null, to: null };
  const after = deep ? { occurredAt: new Date('2026-01-01T05:00:00Z'), id: '18000' } : null;
  const { sql, values } = historyStatement(query, 21, after);
  const [row] = await stage.dataSource.query<{ 'QUERY PLAN': unknown }[]>(`EXPLAIN (FORMAT JSON) ${sql}`, [
    ...values,
  ]);
  const plan = JSON.stringify(row?.['QUERY PLAN']);
  return [
    ...plan.matchAll(/"(?:Index Name)":"(history_\w+)"|"Node Type":"(Seq Scan)"[^{]*?"history_events"/g),
  ].map(([, index, scan]) => index ?? scan ?? '');
}

describe('R11: a page of the history is read by an index, in its order', () => {
  it.each([false, true])('of an organization (further on: %s)', async (deep) => {
    expect(await readsOf({ kind: 'ORGANIZATION', organizationId: ORGANIZATION }, deep)).toEqual([
      'history_events_by_organization',
    ]);
  });

  it.each([false, true])('of a user: what happened to him and what he did (further on: %s)', async (deep) => {
    expect(await readsOf({ kind: 'OWN', userId: USER, organizationId: ORGANIZATION }, deep)).toEqual([
      'history_events_by_subject',
      'history_events_by_actor',
    ]);
  });

  it.each([false, true])('of the paper procedures (further on: %s)', async (deep) => {
    expect(await readsOf({ kind: 'PAPER_PROCEDURES' }, deep)).toEqual(['history_events_of_paper']);
  });
});
