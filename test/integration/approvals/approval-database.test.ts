import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import {
  APPROVAL_STATES,
  APPROVAL_TRANSITIONS,
  type ApprovalState,
} from '../../../src/approvals/approval-state';
import { freshDatabase, type TestDatabase } from '../../support/postgres';

const ORGANIZATION = randomUUID();
const REQUESTER = randomUUID();
const APPROVER = randomUUID();

let database: TestDatabase;
let client: Client;

beforeAll(async () => {
  database = await freshDatabase();
  client = new Client({ connectionString: database.url });
  await client.connect();
  await client.query(
    `INSERT INTO organizations (id, name, branch_code, account_type, account_number, created_at)
     VALUES ($1, '関所商事', '001', 'ORDINARY', '1234567', now())`,
    [ORGANIZATION],
  );
});
afterAll(async () => {
  await client.end();
  await database.drop();
});

type Columns = Readonly<Record<string, unknown>>;

async function insert(columns: Columns = {}): Promise<string> {
  const row: Columns = {
    id: randomUUID(),
    organization_id: ORGANIZATION,
    state: 'PENDING_APPROVAL',
    kind: 'TRANSFER',
    title: '給与振込',
    item_count: 1,
    total_amount_yen: 1,
    payload_sha256: 'ab'.repeat(32),
    content_version: 1,
    deadline: new Date(Date.now() + 3_600_000),
    requester_user_id: REQUESTER,
    requester_name: '小田原 花',
    approver_user_id: APPROVER,
    approver_name: '三島 渡',
    created_at: new Date(),
    submitted_at: new Date(),
    ...columns,
  };
  const names = Object.keys(row);
  const places = names.map((_, place) => `$${String(place + 1)}`);
  await client.query(
    `INSERT INTO approval_requests (${names.join(', ')}) VALUES (${places.join(', ')})`,
    Object.values(row),
  );
  return row['id'] as string;
}

function update(id: string, assignments: string): Promise<unknown> {
  return client.query(`UPDATE approval_requests SET ${assignments} WHERE id = $1`, [id]);
}

/** What a step into a state writes besides, so that nothing but the table of states can stand against it. */
const ASSIGNMENTS: Readonly<Record<ApprovalState, string>> = {
  DRAFT: `content_version = content_version + 1, approved_by = NULL, approved_at = NULL, receipt_id = NULL,
          cancelled_at = NULL, cancellation_receipt_id = NULL`,
  PENDING_APPROVAL: `content_version = content_version + 1, submitted_at = now(), approved_by = NULL, approved_at = NULL,
          receipt_id = NULL, cancelled_at = NULL, cancellation_receipt_id = NULL, remand_reason = NULL`,
  APPROVED: `approved_by = approver_user_id, approved_at = now(), receipt_id = gen_random_uuid()`,
  REMANDED: `remand_reason = '金額'`,
  WITHDRAWN: 'title = title',
  APPROVAL_CANCELLED: 'cancelled_at = now(), cancellation_receipt_id = gen_random_uuid()',
  DELETED: 'title = title',
  EXPIRED: 'title = title',
};

const WAY_TO: Readonly<Record<ApprovalState, readonly ApprovalState[]>> = {
  DRAFT: [],
  PENDING_APPROVAL: ['PENDING_APPROVAL'],
  APPROVED: ['PENDING_APPROVAL', 'APPROVED'],
  REMANDED: ['PENDING_APPROVAL', 'REMANDED'],
  WITHDRAWN: ['PENDING_APPROVAL', 'WITHDRAWN'],
  APPROVAL_CANCELLED: ['PENDING_APPROVAL', 'APPROVED', 'APPROVAL_CANCELLED'],
  DELETED: ['DELETED'],
  EXPIRED: ['PENDING_APPROVAL', 'EXPIRED'],
};

function go(id: string, state: ApprovalState): Promise<unknown> {
  return update(id, `state = '${state}', ${ASSIGNMENTS[state]}`);
}

/** A request that has come to this state by legal steps. */
async function requestIn(state: ApprovalState): Promise<string> {
  const id = await insert({ state: 'DRAFT' });
  for (const next of WAY_TO[state]) await go(id, next);
  return id;
}

describe('R10: the database refuses every step that the table does not have', () => {
  it.each(APPROVAL_STATES)('from %s', async (from) => {
    const allowed: readonly ApprovalState[] = Object.values(APPROVAL_TRANSITIONS[from]);
    for (const to of APPROVAL_STATES) {
      const id = await requestIn(from);
      const step = go(id, to);
      if (allowed.includes(to)) await step;
      else await expect(step).rejects.toThrow(`an approval request does not go from ${from} to ${to}`);
      const { rows } = await client.query('SELECT state FROM approval_requests WHERE id = $1', [id]);
      expect(rows).toEqual([{ state: allowed.includes(to) ? to : from }]);
    }
  });

  it.each(APPROVAL_STATES.filter((state) => state !== 'DRAFT' && state !== 'PENDING_APPROVAL'))(
    'a request does not begin as %s',
    async (state) => {
      await expect(insert({ state })).rejects.toThrow('begins as a draft or pending');
    },
  );
});

describe('R10: what is approved is what was seen', () => {
  it.each([
    'title = title || $$!$$',
    'kind = $$COLLECTION$$',
    'item_count = 2',
    'total_amount_yen = 2',
    `payload_sha256 = repeat('c', 64)`,
    `deadline = deadline + interval '1 hour'`,
    'content_version = content_version + 1',
    'approver_user_id = requester_user_id, approved_by = requester_user_id',
  ])('nobody sets %s while he approves', async (assignment) => {
    const id = await insert();
    const approval = ASSIGNMENTS.APPROVED.replace('approved_by = approver_user_id, ', '');
    const by = assignment.includes('approved_by') ? '' : 'approved_by = approver_user_id,';
    await expect(update(id, `state = 'APPROVED', ${by} ${approval}, ${assignment}`)).rejects.toThrow(
      'the content of an approval request stays while it is decided',
    );
  });

  it('a saved request is the next version', async () => {
    const id = await insert({ state: 'DRAFT' });
    await expect(update(id, `total_amount_yen = 2`)).rejects.toThrow('the next version');
    await update(id, `total_amount_yen = 2, content_version = 2`);
  });

  it('whose it is stays', async () => {
    const id = await insert({ state: 'DRAFT' });
    for (const column of ['requester_user_id', 'id']) {
      await expect(update(id, `${column} = gen_random_uuid(), content_version = 2`)).rejects.toThrow(
        'whose an approval request is stays',
      );
    }
  });

  it('who approved, and under which receipt, stays when the approval is cancelled', async () => {
    const id = await requestIn('APPROVED');
    await expect(
      update(
        id,
        `state = 'APPROVAL_CANCELLED', ${ASSIGNMENTS.APPROVAL_CANCELLED}, receipt_id = gen_random_uuid()`,
      ),
    ).rejects.toThrow('who approved stays');
  });
});

describe('R10: who approves', () => {
  const approvedBy = (user: string): string =>
    `state = 'APPROVED', approved_by = '${user}', approved_at = now(), receipt_id = gen_random_uuid()`;

  it('is the designated approver', async () => {
    await expect(update(await insert(), approvedBy(randomUUID()))).rejects.toThrow(
      'approval_requests_approved_by_the_designated',
    );
    await update(await insert(), approvedBy(APPROVER));
  });

  it('is not the requester, unless the organization allows it at that moment', async () => {
    const allow = (allowed: boolean): Promise<unknown> =>
      client.query('UPDATE organizations SET self_approval_allowed = $1', [allowed]);
    const own = { approver_user_id: REQUESTER };
    const [first, second, third] = [await insert(own), await insert(own), await insert(own)];
    await expect(update(first, approvedBy(REQUESTER))).rejects.toThrow('nobody to approve his own request');
    await allow(true);
    await update(second, approvedBy(REQUESTER));
    await allow(false);
    await expect(update(third, approvedBy(REQUESTER))).rejects.toThrow('nobody to approve his own request');
  });

  it('does so before the deadline, and says by which receipt', async () => {
    const late = await insert({ deadline: new Date(Date.now() - 1_000) });
    await expect(update(late, approvedBy(APPROVER))).rejects.toThrow('approval_requests_approved_in_time');
    await expect(
      update(await insert(), `state = 'APPROVED', approved_by = approver_user_id, approved_at = now()`),
    ).rejects.toThrow('approval_requests_approved_by_somebody');
    await expect(update(await insert(), `state = 'APPROVED'`)).rejects.toThrow(
      'approval_requests_approved_by_somebody',
    );
  });
});

describe('R10: what a request holds', () => {
  it.each([
    { total_amount_yen: 0 },
    { total_amount_yen: -1 },
    { total_amount_yen: '9007199254740992' },
    { item_count: 0 },
    { payload_sha256: 'AB'.repeat(32) },
    { payload_sha256: 'ab'.repeat(31) },
    { payload_sha256: `${'ab'.repeat(32)}\n` },
    { title: '' },
    { title: 'あ'.repeat(81) },
    { title: '改\n行' },
    { kind: 'INQUIRY' },
    { content_version: 2 },
    { organization_id: randomUUID() },
    { submitted_at: null },
    { receipt_id: randomUUID() },
  ])('is not %j', async (columns) => {
    await expect(insert(columns)).rejects.toThrow(/violates|begins as/);
  });
});
