import { DEMO_ORGANIZATION } from '../../src/demo/demo-accounts';
import { startGateway, type TestGateway } from '../support/gateway';
import type { UnionResult } from '../support/gateway-client';
import { historyOf, wrongLogins } from './support/entries';
import { ACCOUNT, Clerk, newReference } from './support/paper';
import { idOf, loggedIn, MASTER } from './support/people';
import { onRedisOf } from './support/redis-keys';

let gateway: TestGateway;
let clerkA: Clerk;
let clerkB: Clerk;
let clerkC: Clerk;
const logged: string[] = [];

beforeEach(async () => {
  logged.length = 0;
  const log = { write: (line: string) => logged.push(line) };
  const settings = { FAILURES_PER_LOCKOUT: '3', LOCKOUTS_PER_SUSPENSION: '1', LOG_LEVEL: 'trace' };
  gateway = await startGateway(settings, log);
  [clerkA, clerkB, clerkC] = [
    await Clerk.at(gateway, 1),
    await Clerk.at(gateway, 2),
    await Clerk.at(gateway, 3),
  ];
});
afterEach(async () => {
  await gateway.close();
});

/** Everything that the database holds, history apart. */
async function everything(): Promise<string> {
  const tables = [
    'organizations',
    'users',
    'credentials',
    'security_answers',
    'trusted_devices',
    'attempt_locks',
  ];
  const rows = await Promise.all(
    tables.map((table) =>
      gateway.query(`SELECT to_jsonb(t) AS row FROM ${table} t ORDER BY to_jsonb(t)::text`),
    ),
  );
  return JSON.stringify(rows);
}

interface Connection {
  readonly totalCount: number;
  readonly edges: readonly { readonly node: Readonly<Record<string, unknown>> & { readonly id: string } }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

async function list(variables: object = {}): Promise<Connection> {
  const found: unknown = await clerkC.client.run('paper-procedures', variables);
  return found as Connection;
}

const ids = ({ edges }: Connection): string[] => edges.map(({ node }) => node.id);

describe('R6: execution is idempotent', () => {
  it('executing again gives the same and changes nothing', async () => {
    await wrongLogins(gateway, MASTER.loginId, 3);
    const id = await clerkA.received('RELEASE_MASTER_SUSPENSION');
    const first = await clerkB.carryOut(id);
    await wrongLogins(gateway, MASTER.loginId, 3);
    const [before, events] = [await everything(), (await historyOf(gateway)).length];
    expect(await clerkB.execute(id)).toEqual(first);
    expect(await clerkC.execute(id)).toEqual(first);
    expect((await gateway.client().login(MASTER.loginId, MASTER.loginPassword)).__typename).toBe('Suspended');
    expect(await everything()).toBe(before);
    expect(await historyOf(gateway)).toHaveLength(events);
  });

  it('of many at once one executes, and all are told the same', async () => {
    const entries = {
      account: { branchCode: '310', accountType: 'CURRENT', accountNumber: '4433221' },
      organizationName: '舞阪水産株式会社',
      newPins: { inquiryPin: '6038', transferPin: '1947', confirmationPin: '8520', approvalPin: '3716' },
    };
    const id = await clerkA.received('OPEN_CONTRACT', entries);
    await clerkB.verify(id);
    const results = await Promise.all(
      Array.from({ length: 8 }, (_, turn) => (turn % 2 === 0 ? clerkB : clerkC).execute(id)),
    );
    expect(new Set(results.map(({ __typename }) => __typename))).toEqual(new Set(['PaperProcedureExecuted']));
    const executors = results.map(
      (result) => (result['procedure'] as { executedBy: UnionResult }).executedBy,
    );
    expect(new Set(executors.map((executor) => executor['name'])).size).toBe(1);
    const executed = (await historyOf(gateway)).filter((line) => line === 'PAPER_EXECUTED OPEN_CONTRACT');
    expect(executed).toHaveLength(1);
  });

  it('what a fault left outstanding shows, and is completed when it is executed again', async () => {
    await wrongLogins(gateway, MASTER.loginId, 3);
    const [row] = await gateway.query<{ hash: string }>(
      `SELECT attempt_key AS hash FROM credentials WHERE user_id = $1 AND kind = 'LOGIN_PASSWORD'`,
      [await idOf(gateway, MASTER)],
    );
    const counter = `${gateway.env['REDIS_PREFIX'] ?? ''}a{${row?.hash ?? ''}}`;
    const id = await clerkA.received('RELEASE_MASTER_SUSPENSION');
    await clerkB.verify(id);
    // The counter is not what the ledger wrote: what the ledger does with it fails, as if Redis were gone after the commit.
    await onRedisOf(gateway, (redis) => redis.set(counter, 'broken'));
    const answer = await clerkB.client.runRaw('execute-paper-procedure', {
      input: { procedureId: id, confirmationPassword: clerkB.person.confirmationPassword },
    });
    expect(answer.errors[0]?.extensions.code).toBe('SERVICE_UNAVAILABLE');
    const [left] = (await list()).edges;
    expect(left?.node).toMatchObject({ id, state: 'EXECUTED', outstanding: true });

    await onRedisOf(gateway, (redis) => redis.del(counter));
    expect(await clerkC.execute(id)).toMatchObject({
      __typename: 'PaperProcedureExecuted',
      procedure: { outstanding: false, executedBy: { name: clerkB.person.name } },
    });
    await loggedIn(gateway, MASTER);
    expect((await list()).edges[0]?.node).toMatchObject({ id, outstanding: false });
    const released = (await historyOf(gateway)).filter((line) => line === 'SUSPENSION_RELEASED BY_PAPER');
    expect(released).toHaveLength(1);
  });
});

describe('R6: a rejected form changes nothing', () => {
  const contract = {
    account: { branchCode: '310', accountType: 'CURRENT', accountNumber: '4433221' },
    organizationName: '舞阪水産株式会社',
    newPins: { inquiryPin: '6038', transferPin: '1947', confirmationPin: '8520', approvalPin: '3716' },
  };
  const restoring = {
    account: null,
    staffEmail: 'helpdesk3@example.com',
    temporaryLoginPassword: 'Kago%73haru',
  };

  it.each([
    ['OPEN_CONTRACT', contract],
    ['INITIALIZE_MASTER_CREDENTIALS', {}],
    ['RELEASE_MASTER_SUSPENSION', {}],
    ['RESET_MASTER_ADDITIONAL_AUTHENTICATION', {}],
    ['CHANGE_PINS', { newPins: { inquiryPin: '9042' } }],
    ['RELEASE_PIN_SUSPENSION', {}],
    ['RESTORE_STAFF', restoring],
  ])('%s', async (kind, entries) => {
    const before = await everything();
    const received = await clerkA.received(kind, entries);
    expect((await clerkB.reject(received)).__typename).toBe('PaperProcedureRejected');
    const verified = await clerkA.received(kind, entries);
    await clerkB.verify(verified);
    expect((await clerkC.reject(verified, 'NO_LONGER_APPLICABLE')).__typename).toBe(
      kind === 'RESTORE_STAFF' ? 'NotApplicable' : 'PaperProcedureRejected',
    );
    await clerkB.reject(verified);
    expect(await everything()).toBe(before);
    expect(await gateway.query(`SELECT FROM paper_procedure_secrets`)).toEqual([]);
  });
});

describe('R6: the reference of a form', () => {
  it('is received once, however it is typed; after a rejection again', async () => {
    const formReference = newReference();
    const entries = { formReference, newPins: { inquiryPin: '9042' } };
    const id = await clerkA.received('CHANGE_PINS', entries);
    const typed = { ...entries, formReference: ` ${formReference.toLowerCase()} ` };
    expect(await clerkB.receive('CHANGE_PINS', typed)).toMatchObject({
      __typename: 'InvalidInput',
      violations: [{ field: 'formReference', code: 'FORM_ALREADY_RECEIVED' }],
    });
    await clerkA.received('RELEASE_PIN_SUSPENSION', { formReference });
    await clerkA.reject(id, 'ENTERED_WRONGLY');
    await clerkA.received('CHANGE_PINS', typed);
  });

  it('and the account must be one that the form can be about', async () => {
    const account = { ...ACCOUNT, accountNumber: '0000000' };
    expect(await clerkA.receive('RELEASE_PIN_SUSPENSION', { account })).toMatchObject({
      code: 'NO_CONTRACT',
    });
    const newcomer = { branchCode: '002', accountType: 'CURRENT', accountNumber: '3050912' };
    const none = await clerkA.receive('INITIALIZE_MASTER_CREDENTIALS', { account: newcomer });
    expect(none).toMatchObject({ __typename: 'NotApplicable', code: 'NO_MASTER' });
  });
});

describe('R4: PINs on forms', () => {
  it('are stored hashed only, leave with the execution, and reach neither log, answer nor history', async () => {
    const secrets = { inquiryPin: '90427', transferPin: '9042' };
    await clerkA.receive('CHANGE_PINS', { newPins: secrets });
    const id = await clerkA.received('CHANGE_PINS', { newPins: { transferPin: '9042' } });
    const stored = await gateway.query<{ kind: string; hash: string }>(
      `SELECT kind, secret_hash AS hash FROM paper_procedure_secrets WHERE procedure_id = $1`,
      [id],
    );
    expect(stored).toEqual([{ kind: 'TRANSFER_PIN', hash: expect.stringMatching(/^\$argon2id\$/) }]);
    await clerkB.carryOut(id);
    expect(await gateway.query(`SELECT FROM paper_procedure_secrets`)).toEqual([]);
    const [moved] = await gateway.query<{ hash: string }>(
      `SELECT c.secret_hash AS hash FROM credentials c JOIN organizations o ON o.id = c.organization_id
        WHERE c.kind = 'TRANSFER_PIN' AND o.account_number = $1`,
      [DEMO_ORGANIZATION.accountNumber],
    );
    expect(moved?.hash).toBe(stored[0]?.hash);
    expect(logged.join('')).not.toMatch(/"90427?"|Pin"|Norito|Tegata/);
  });
});

describe('R6: the list of paper procedures', () => {
  it('goes by receipt, page by page, and by kind, state and account', async () => {
    const received: string[] = [];
    for (let form = 0; form < 3; form += 1) received.push(await clerkA.received('RELEASE_PIN_SUSPENSION'));
    const initializing = await clerkA.received('INITIALIZE_MASTER_CREDENTIALS');
    await clerkB.reject(received[1] ?? '');

    const first = await list({ first: 3 });
    expect(ids(first)).toEqual(received);
    expect(first).toMatchObject({ totalCount: 4, pageInfo: { hasNextPage: true } });
    const next = await list({ first: 3, after: first.pageInfo.endCursor });
    expect(ids(next)).toEqual([initializing]);
    expect(next.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });

    const filtered = async (filter: object): Promise<string[]> => ids(await list({ filter }));
    expect(await filtered({ states: ['REJECTED'] })).toEqual([received[1]]);
    expect(await filtered({ kinds: ['INITIALIZE_MASTER_CREDENTIALS'] })).toEqual([initializing]);
    expect(await filtered({ kinds: ['RELEASE_PIN_SUSPENSION'], states: ['RECEIVED'] })).toHaveLength(2);
    expect(await filtered({ account: { ...ACCOUNT, branchCode: '００１' } })).toHaveLength(4);
    expect(await filtered({ account: { ...ACCOUNT, branchCode: '999' } })).toEqual([]);
    expect(await filtered({ states: [] })).toEqual([]);
  });

  it('shows which are overdue: open for the days of PAPER_OVERDUE_DAYS, five by default', async () => {
    const fresh = await clerkA.received('RELEASE_PIN_SUSPENSION');
    const [old, oldButRejected] = [await entered(5), await entered(6)];
    await clerkB.reject(oldButRejected);
    const overdue = await list({ filter: { overdueOnly: true } });
    expect(overdue.edges.map(({ node }) => node)).toMatchObject([{ id: old, ageDays: 5, overdue: true }]);
    const all = await list();
    expect(all.edges.find(({ node }) => node.id === fresh)?.node).toMatchObject({
      ageDays: 0,
      overdue: false,
    });

    /** A form that was received so many days ago. */
    async function entered(days: number): Promise<string> {
      const [row] = await gateway.query<{ id: string }>(
        `INSERT INTO paper_procedures (id, kind, state, form_reference, branch_code, account_type, account_number,
           organization_id, received_by, received_at)
         SELECT gen_random_uuid(), kind, state, $2, branch_code, account_type, account_number, organization_id,
                received_by, received_at - $3 * interval '1 day'
           FROM paper_procedures WHERE id = $1 RETURNING id`,
        [fresh, newReference(), days],
      );
      return row?.id ?? '';
    }
  });

  it.each([{ first: 0 }, { first: 101 }, { after: 'nonsense' }])('refuses %j', async (variables) => {
    const { errors } = await clerkC.client.runRaw('paper-procedures', variables);
    expect(errors[0]?.extensions.code).toBe('BAD_USER_INPUT');
  });
});

describe('R5: what staff find by the representative account', () => {
  it('is the organization and what its credentials allow, for an account however typed', async () => {
    const found = await clerkA.client.run('find-organization', {
      account: { ...ACCOUNT, accountNumber: ` ${ACCOUNT.accountNumber}` },
    });
    expect(found).toMatchObject({ name: DEMO_ORGANIZATION.name, masterRegistered: true });
    expect((found['pins'] as unknown[]).length).toBe(4);
    const text = JSON.stringify(found);
    for (const hidden of [MASTER.loginId, MASTER.email, MASTER.name]) expect(text).not.toContain(hidden);
  });

  it.each(['0000000', '', '\0', 'x'.repeat(10_000)])('is nothing for %j', async (accountNumber) => {
    const account = { ...ACCOUNT, accountNumber };
    expect(await clerkA.client.run('find-organization', { account })).toBeNull();
    expect((await list({ filter: { account } })).totalCount).toBe(0);
  });
});
