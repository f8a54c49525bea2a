import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { PostgresExpiredApprovals } from '../../../src/approvals/postgres-expired-approvals';
import { PostgresHistory } from '../../../src/history/postgres-history';
import { createDataSource } from '../../../src/platform/postgres/data-source';
import { freshDatabase, type TestDatabase } from '../../support/postgres';

const ORGANIZATION = randomUUID();
const NOW = new Date('2026-04-01T00:00:00Z');

let database: TestDatabase;
let dataSource: DataSource;

beforeEach(async () => {
  database = await freshDatabase();
  dataSource = createDataSource({
    url: database.url,
    entities: [],
    poolSize: 8,
    connectionTimeoutMs: 5_000,
    statementTimeoutMs: 10_000,
    onConnectionLost: () => undefined,
  });
  await dataSource.initialize();
  await dataSource.query(
    `INSERT INTO organizations (id, name, branch_code, account_type, account_number, created_at)
     VALUES ($1, '関所商事', '001', 'ORDINARY', '1234567', now())`,
    [ORGANIZATION],
  );
});
afterEach(async () => {
  await dataSource.destroy();
  await database.drop();
});

/** Requests in a state, with a deadline this many milliseconds after now. */
async function requests(count: number, state: 'DRAFT' | 'PENDING_APPROVAL', ms: number): Promise<void> {
  await dataSource.query(
    `INSERT INTO approval_requests (id, organization_id, state, kind, title, item_count, total_amount_yen, payload_sha256,
       content_version, deadline, requester_user_id, requester_name, approver_user_id, approver_name, created_at, submitted_at)
     SELECT gen_random_uuid(), $1, $2, 'TRANSFER', '給与', 1, 1, repeat('a', 64), 1, $3, gen_random_uuid(), '花',
            gen_random_uuid(), '渡', now(), now() FROM generate_series(1, $4::int)`,
    [ORGANIZATION, state, new Date(NOW.getTime() + ms), count],
  );
}

const expired = (): PostgresExpiredApprovals =>
  new PostgresExpiredApprovals(dataSource, new PostgresHistory(dataSource));

describe('R10: expiries are written down', () => {
  it('of what waits for approval, at exactly the deadline and later, and of nothing else', async () => {
    await requests(1, 'PENDING_APPROVAL', -1);
    await requests(1, 'PENDING_APPROVAL', 0);
    await requests(1, 'PENDING_APPROVAL', 1);
    await requests(1, 'DRAFT', -1);
    expect(await expired().record(NOW)).toBe(2);
    const rows = await dataSource.query<{ state: string; deadline: Date }[]>(
      'SELECT state, deadline FROM approval_requests ORDER BY deadline, state',
    );
    expect(rows.map(({ state }) => state)).toEqual(['DRAFT', 'EXPIRED', 'EXPIRED', 'PENDING_APPROVAL']);
    const events = await dataSource.query<unknown[]>(
      `SELECT e.type, e.reason, e.occurred_at AS at, e.actor_user_id AS actor, r.state AS "stateOfObject"
         FROM history_events e JOIN approval_requests r ON e.object_kind = 'APPROVAL_REQUEST' AND r.id = e.object_id
        ORDER BY e.occurred_at`,
    );
    const event = { type: 'APPROVAL_EXPIRED', reason: 'TRANSFER', actor: null, stateOfObject: 'EXPIRED' };
    expect(events).toEqual([
      { ...event, at: new Date(NOW.getTime() - 1) },
      { ...event, at: NOW },
    ]);
  });

  it('each exactly once, however many gateways do so at the same time', async () => {
    await requests(350, 'PENDING_APPROVAL', -5_000);
    const counts = await Promise.all(Array.from({ length: 6 }, () => expired().record(NOW)));
    // Whoever meets the end of another's batch leaves the rest to him, so that a later round may have to finish.
    const rest = await expired().record(NOW);
    expect(counts.reduce((sum, count) => sum + count, rest)).toBe(350);
    const [row] = await dataSource.query<{ events: string; requests: string }[]>(
      `SELECT (SELECT count(*) FROM history_events) AS events,
              (SELECT count(*) FROM approval_requests WHERE state = 'EXPIRED') AS requests`,
    );
    expect(row).toEqual({ events: '350', requests: '350' });
  });
});
