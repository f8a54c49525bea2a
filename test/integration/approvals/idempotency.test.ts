import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { PostgresApprovalCases } from '../../../src/approvals/postgres-approval-cases';
import { SubmitRequest, type SubmitInput, type SubmitOutcome } from '../../../src/approvals/submit-request';
import type { History } from '../../../src/history/history';
import { PostgresHistory } from '../../../src/history/postgres-history';
import { systemClock } from '../../../src/platform/clock';
import { newUuid } from '../../../src/platform/ids';
import { createDataSource } from '../../../src/platform/postgres/data-source';
import { OrganizationEntity } from '../../../src/users/organization-entity';
import { UserEntity } from '../../../src/users/user-entity';
import { freshDatabase, type TestDatabase } from '../../support/postgres';

const AT_ONCE = 20;
const ORGANIZATION = randomUUID();
const [REQUESTER, APPROVER] = [randomUUID(), randomUUID()];
const DEADLINE = new Date(Date.now() + 3_600_000);

let database: TestDatabase;
let dataSource: DataSource;
let key: string;

beforeEach(async () => {
  key = randomUUID();
  database = await freshDatabase();
  dataSource = createDataSource({
    url: database.url,
    entities: [OrganizationEntity, UserEntity],
    poolSize: AT_ONCE + 2,
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
  for (const id of [REQUESTER, APPROVER]) {
    await dataSource.query(
      `INSERT INTO users (id, organization_id, role, login_id, name, email, language, created_at, permissions, transfer_limit_yen)
       VALUES ($1, $2, 'GENERAL', $3, '関 守', 'a@example.com', 'ja', now(), '{TRANSFER_REQUEST,TRANSFER_APPROVE}', 5000000)`,
      [id, ORGANIZATION, `u${id.slice(0, 8)}`],
    );
  }
});
afterEach(async () => {
  await dataSource.destroy();
  await database.drop();
});

function submit(
  changes: Partial<SubmitInput> = {},
  { id = REQUESTER, history = new PostgresHistory(dataSource) }: { id?: string; history?: History } = {},
): Promise<SubmitOutcome> {
  const submitting = new SubmitRequest({
    cases: new PostgresApprovalCases(dataSource),
    history,
    clock: systemClock,
    newId: newUuid,
  });
  const acting = {
    id,
    organizationId: ORGANIZATION,
    origin: { ip: null, userAgent: null },
    caller: { networkPrefix: '192.0.2.0/24', knownAs: id },
  };
  return submitting.run(acting, {
    kind: 'TRANSFER',
    title: '給与振込',
    itemCount: 12,
    totalAmountYen: 3_000_000,
    payloadSha256: 'ab'.repeat(32),
    deadline: DEADLINE,
    asDraft: false,
    approverUserId: APPROVER,
    existing: null,
    idempotencyKey: key,
    ...changes,
  });
}

function idOf(outcome: SubmitOutcome): string {
  if (outcome.kind !== 'SUBMITTED') throw new Error(JSON.stringify(outcome));
  return outcome.request.id;
}

/** The requests that there are, and the events about them. */
async function written(): Promise<{ readonly requests: string[]; readonly events: string[] }> {
  const requests = await dataSource.query<{ id: string }[]>('SELECT id FROM approval_requests');
  const events = await dataSource.query<{ id: string }[]>('SELECT object_id AS id FROM history_events');
  return { requests: requests.map(({ id }) => id), events: events.map(({ id }) => id) };
}

/** A history that takes its time, so that all have looked for the key before the first has written. */
function slowHistory(fails: boolean): History {
  const history = new PostgresHistory(dataSource);
  return {
    append: async (event, transaction) => {
      await sleep(300);
      if (fails) throw new Error('the history is out of order');
      await history.append(event, transaction);
    },
  };
}

describe('R10: a submission that is sent again under its key', () => {
  it(`is one request and one event, also ${String(AT_ONCE)} times at once`, async () => {
    const history = slowHistory(false);
    const outcomes = await Promise.all(Array.from({ length: AT_ONCE }, () => submit({}, { history })));
    const [id = ''] = outcomes.map(idOf);
    expect(new Set(outcomes.map(idOf))).toEqual(new Set([id]));
    expect(await written()).toEqual({ requests: [id], events: [id] });
  });

  it('of two that differ, sent at once, one is made and the other is refused', async () => {
    const history = slowHistory(false);
    const outcomes = await Promise.all([
      submit({}, { history }),
      submit({ totalAmountYen: 3_000_001 }, { history }),
    ]);
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['NOT_APPLICABLE', 'SUBMITTED']);
    expect((await written()).requests).toHaveLength(1);
  });

  it('is made by the second, if the first comes to nothing', async () => {
    const first = submit({}, { history: slowHistory(true) });
    await sleep(100);
    const [failed, second] = await Promise.allSettled([first, submit()]);
    expect(failed.status).toBe('rejected');
    if (second.status === 'rejected') throw second.reason;
    const id = idOf(second.value);
    expect(await written()).toEqual({ requests: [id], events: [id] });
  });

  it('is found whatever has become of the requester’s rights and of the time since', async () => {
    const deadline = new Date(Date.now() + 400);
    const id = idOf(await submit({ deadline }));
    await dataSource.query(`UPDATE users SET permissions = '{}', transfer_limit_yen = 0`);
    await sleep(450);
    expect(idOf(await submit({ deadline }))).toBe(id);
    expect(await submit({ deadline, idempotencyKey: randomUUID() })).toMatchObject({
      kind: 'NOT_PERMITTED',
    });
  });

  it.each<readonly [string, Partial<SubmitInput>]>([
    ['as a draft', { asDraft: true }],
    ['with another title', { title: '賞与振込' }],
    ['with another count', { itemCount: 13 }],
    ['with another total', { totalAmountYen: 3_000_001 }],
    ['with another payload', { payloadSha256: 'cd'.repeat(32) }],
    ['with another deadline', { deadline: new Date(DEADLINE.getTime() + 1) }],
    ['for another approver', { approverUserId: REQUESTER }],
  ])('is refused %s', async (_, change) => {
    const id = idOf(await submit());
    expect(await submit(change)).toEqual({ kind: 'NOT_APPLICABLE', code: 'IDEMPOTENCY_KEY_USED' });
    expect(await written()).toEqual({ requests: [id], events: [id] });
  });

  it('of somebody else is another request, and shows him nothing of this one', async () => {
    const mine = idOf(await submit({ approverUserId: APPROVER }));
    const other = await submit({ approverUserId: REQUESTER, title: '賞与振込' }, { id: APPROVER });
    expect(other).toMatchObject({ kind: 'SUBMITTED', request: { title: '賞与振込' } });
    expect((await written()).requests.sort()).toEqual([mine, idOf(other)].sort());
  });

  it('without a key is a request each time', async () => {
    await Promise.all([1, 2, 3].map(() => submit({ idempotencyKey: null })));
    expect((await written()).requests).toHaveLength(3);
  });
});

describe('R10: the database itself', () => {
  it('has one request under a key of a requester, and keeps both as they are', async () => {
    const [one, two] = [idOf(await submit()), idOf(await submit({ idempotencyKey: randomUUID() }))];
    const update = (assignment: string): Promise<unknown> =>
      dataSource.query(`UPDATE approval_requests SET ${assignment} WHERE id = $1`, [two]);
    for (const assignment of [
      `idempotency_key = '${key}'`,
      'idempotency_key = NULL, idempotency_digest = NULL',
      `idempotency_digest = sha256('x')`,
    ]) {
      await expect(update(assignment)).rejects.toThrow('what an approval request was submitted under stays');
    }
    await dataSource.query('ALTER TABLE approval_requests DISABLE TRIGGER USER');
    await expect(update(`idempotency_key = '${key}'`)).rejects.toThrow(
      'approval_requests_idempotency_unique',
    );
    expect((await written()).requests.sort()).toEqual([one, two].sort());
  });
});
