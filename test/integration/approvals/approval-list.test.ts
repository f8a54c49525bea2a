import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { APPROVAL_KINDS } from '../../../src/approvals/approval-kind';
import type { ApprovalQuery } from '../../../src/approvals/approval-list';
import { standingOf, type ApprovalRequest } from '../../../src/approvals/approval-request';
import { APPROVAL_STATES } from '../../../src/approvals/approval-state';
import { isVisible } from '../../../src/approvals/approval-visibility';
import { PostgresApprovalCases } from '../../../src/approvals/postgres-approval-cases';
import { approvalPageStatement, PostgresApprovalList } from '../../../src/approvals/postgres-approval-list';
import { createDataSource } from '../../../src/platform/postgres/data-source';
import { freshDatabase, type TestDatabase } from '../../support/postgres';

const [ORGANIZATION, OTHER] = [randomUUID(), randomUUID()];
const [HANA, WATARU, MAMORU] = [randomUUID(), randomUUID(), randomUUID()];
const NOW = new Date('2026-04-01T00:00:00Z');
const CREATED = new Date('2026-03-01T00:00:00Z');

let database: TestDatabase;
let dataSource: DataSource;
let all: readonly ApprovalRequest[];

beforeAll(async () => {
  database = await freshDatabase();
  dataSource = createDataSource({
    url: database.url,
    entities: [],
    poolSize: 2,
    connectionTimeoutMs: 5_000,
    statementTimeoutMs: 10_000,
    onConnectionLost: () => undefined,
  });
  await dataSource.initialize();
  for (const [id, number] of [
    [ORGANIZATION, '1234567'],
    [OTHER, '7654321'],
  ]) {
    await dataSource.query(
      `INSERT INTO organizations (id, name, branch_code, account_type, account_number, created_at)
       VALUES ($1, '関所商事', '001', 'ORDINARY', $2, now())`,
      [id, number],
    );
  }
  all = everyRequest();
  const cases = new PostgresApprovalCases(dataSource);
  await dataSource.transaction(async (transaction) => {
    // What stands in the table, however it got there, is what the list is about.
    await transaction.query('ALTER TABLE approval_requests DISABLE TRIGGER approval_requests_legal_steps');
    for (const request of all) await cases.insert(request, null, transaction);
    await transaction.query('ALTER TABLE approval_requests ENABLE TRIGGER approval_requests_legal_steps');
  });
});
afterAll(async () => {
  await dataSource.destroy();
  await database.drop();
});

/** Of each state and kind, submitted or not where that can be, of either organization, with either deadline and requester. */
function everyRequest(): ApprovalRequest[] {
  const requests: ApprovalRequest[] = [];
  for (const organizationId of [ORGANIZATION, OTHER]) {
    for (const state of APPROVAL_STATES) {
      for (const kind of APPROVAL_KINDS) {
        for (const submittedAt of ['DRAFT', 'DELETED'].includes(state) ? [CREATED, null] : [CREATED]) {
          for (const requester of [HANA, WATARU]) {
            for (const ms of [0, 60_000]) {
              requests.push(requestOf({ organizationId, state, kind, submittedAt }, requester, ms));
            }
          }
        }
      }
    }
  }
  return requests.map((request, place) => ({
    ...request,
    // Some share an instant, so that the order has to go by the identifier too.
    createdAt: new Date(CREATED.getTime() + 1_000 * Math.floor(place / 3)),
  }));
}

function requestOf(
  given: Pick<ApprovalRequest, 'organizationId' | 'state' | 'kind' | 'submittedAt'>,
  requester: string,
  msUntilDeadline: number,
): ApprovalRequest {
  const approver = requester === HANA ? WATARU : HANA;
  const decided = given.state === 'APPROVED' || given.state === 'APPROVAL_CANCELLED';
  const cancelled = given.state === 'APPROVAL_CANCELLED';
  return {
    ...given,
    id: randomUUID(),
    title: '給与振込',
    itemCount: 1,
    totalAmountYen: 9_007_199_254_740_991,
    payloadSha256: 'ab'.repeat(32),
    contentVersion: 1,
    deadline: new Date(NOW.getTime() + msUntilDeadline),
    requester: { id: requester, name: '依頼者' },
    approver: { id: approver, name: '承認者' },
    createdAt: CREATED,
    remandReason: given.state === 'REMANDED' ? '金額' : null,
    approval: decided ? { byUserId: approver, at: CREATED, receiptId: randomUUID() } : null,
    cancellation: cancelled ? { at: CREATED, receiptId: randomUUID() } : null,
  };
}

function queries(): ApprovalQuery[] {
  const everything = { kinds: null, states: null, awaitingMyApproval: false, mine: false, now: NOW };
  const filters: Partial<ApprovalQuery>[] = [
    {},
    { kinds: ['COLLECTION'] },
    { states: ['EXPIRED'] },
    { states: ['PENDING_APPROVAL', 'DRAFT'] },
    { states: [] },
    { awaitingMyApproval: true },
    { mine: true },
    { mine: true, states: ['DELETED'] },
  ];
  return [HANA, WATARU, MAMORU].flatMap((userId) =>
    [[], ['TRANSFER'] as const, APPROVAL_KINDS].flatMap((kinds) =>
      filters.map((filter) => ({
        ...everything,
        scope: { organizationId: ORGANIZATION, userId, kinds },
        ...filter,
      })),
    ),
  );
}

/** What the pure rules make of a query. */
function expected({ scope, kinds, states, awaitingMyApproval, mine, now }: ApprovalQuery): ApprovalRequest[] {
  return all
    .filter((request) => isVisible(request, scope))
    .filter(({ kind }) => kinds?.includes(kind) ?? true)
    .filter((request) => states?.includes(standingOf(request, now)) ?? true)
    .filter(
      (request) =>
        !awaitingMyApproval ||
        (request.approver.id === scope.userId && standingOf(request, now) === 'PENDING_APPROVAL'),
    )
    .filter(({ requester }) => !mine || requester.id === scope.userId)
    .sort((one, other) => {
      const older = other.createdAt.getTime() - one.createdAt.getTime();
      return older === 0 ? (one.id < other.id ? 1 : -1) : older;
    });
}

describe('R10: the list in Postgres', () => {
  it('holds for every reader and filter just what the rules of sight and standing say, in their order', async () => {
    const list = new PostgresApprovalList(dataSource);
    for (const query of queries()) {
      const wanted = expected(query);
      const found = await list.page(query, 1_000, null);
      expect(found).toEqual(wanted);
      expect(await list.count(query)).toBe(wanted.length);
      const middle = wanted[Math.floor(wanted.length / 2)];
      if (middle !== undefined) {
        expect(await list.page(query, 3, middle)).toEqual(
          wanted.slice(Math.floor(wanted.length / 2) + 1).slice(0, 3),
        );
      }
    }
  });

  it('reads a page by an index, in its order', async () => {
    await dataSource.query(
      `INSERT INTO approval_requests (id, organization_id, state, kind, title, item_count, total_amount_yen, payload_sha256,
         content_version, deadline, requester_user_id, requester_name, approver_user_id, approver_name, created_at, submitted_at)
       SELECT gen_random_uuid(), CASE WHEN n % 2 = 0 THEN $1::uuid ELSE $2::uuid END, 'PENDING_APPROVAL', 'TRANSFER', '給与',
              1, 1, repeat('a', 64), 1, $3::timestamptz, gen_random_uuid(), '花', gen_random_uuid(), '渡',
              $3::timestamptz - n * interval '1 minute', $3::timestamptz
         FROM generate_series(1, 20000) n`,
      [ORGANIZATION, OTHER, NOW],
    );
    await dataSource.query('ANALYZE approval_requests');
    const query = {
      scope: { organizationId: ORGANIZATION, userId: HANA, kinds: APPROVAL_KINDS },
      kinds: null,
      states: null,
      awaitingMyApproval: false,
      mine: false,
      now: NOW,
    };
    for (const after of [null, { createdAt: new Date('2026-03-25T00:00:00Z'), id: HANA }]) {
      const { sql, values } = approvalPageStatement(query, 21, after);
      const [row] = await dataSource.query<{ 'QUERY PLAN': unknown }[]>(`EXPLAIN (FORMAT JSON) ${sql}`, [
        ...values,
      ]);
      const plan = JSON.stringify(row?.['QUERY PLAN']);
      expect(plan).toContain('"Index Name":"approval_requests_by_organization"');
      expect(plan).not.toMatch(/"Node Type":"(Seq Scan|Sort)"/);
    }
  });
});
