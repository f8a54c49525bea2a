import { Client } from 'pg';
import type { DataSource } from 'typeorm';
import { createDataSource } from '../../../src/platform/postgres/data-source';
import { migrateToLatest, missingMigrations } from '../../../src/platform/postgres/migrate';
import { migrations } from '../../../src/platform/postgres/migrations';
import { emptyDatabase, freshDatabase, type TestDatabase } from '../../support/postgres';

const ORGANIZATION = '00000000-0000-4000-8000-000000000001';
const MASTER = '00000000-0000-4000-8000-000000000002';
const CLERK = '00000000-0000-4000-8000-000000000003';

let database: TestDatabase;
let client: Client;

async function open(made: Promise<TestDatabase>): Promise<void> {
  database = await made;
  client = new Client({ connectionString: database.url });
  await client.connect();
}

afterEach(async () => {
  await client.end();
  await database.drop();
});

async function insertOrganization(): Promise<void> {
  await client.query(
    `INSERT INTO organizations (id, name, branch_code, account_type, account_number, created_at)
     VALUES ($1, '関所商事', '001', 'ORDINARY', '1234567', now())`,
    [ORGANIZATION],
  );
}

async function insertUser(user: {
  id?: string;
  role: string;
  loginId: string;
  organizationId?: string | null;
}): Promise<void> {
  const { id, role, loginId, organizationId = ORGANIZATION } = user;
  await client.query(
    `INSERT INTO users (id, organization_id, role, login_id, name, email, language, created_at)
     VALUES (coalesce($1, gen_random_uuid()), $2, $3, $4, '関 守', 'a@example.com', 'ja', now())`,
    [id, organizationId, role, loginId],
  );
}

async function insertOneOfEach(): Promise<void> {
  await insertOrganization();
  await insertUser({ id: MASTER, role: 'MASTER', loginId: 'abc123' });
  await client.query(
    `INSERT INTO credentials VALUES (gen_random_uuid(), $1, $2, 'LOGIN_PASSWORD', '$argon2id$v=19$x', 1, false, now(), 'k')`,
    [MASTER, ORGANIZATION],
  );
  await client.query(
    `INSERT INTO attempt_locks (attempt_key, lockouts, locked_at, locked_until)
     VALUES ('k', 1, now(), now() + interval '1 hour')`,
  );
  await client.query(`INSERT INTO history_events (occurred_at, type) VALUES (now(), 'LOGIN_SUCCEEDED')`);
  await client.query(
    `INSERT INTO notices (id, occasion, recipient_user_id, address, language, facts, created_at, next_attempt_at)
     VALUES (gen_random_uuid(), 'LOCKED_OUT', $1, 'a@example.com', 'ja', '{}', now(), now())`,
    [MASTER],
  );
  await client.query(
    `INSERT INTO receipt_keys VALUES
       (repeat('K', 24), '{}', 'x', now(), now(), now() + interval '1 day', now() + interval '2 days')`,
  );
  await insertPaperProcedure();
  await insertApprovalRequest();
}

/** A form of the organization with a secret on it, received by a clerk. */
async function insertPaperProcedure(): Promise<void> {
  await insertUser({ id: CLERK, role: 'STAFF', loginId: 'clerk1', organizationId: null });
  await client.query(
    `INSERT INTO paper_procedures (id, kind, state, form_reference, branch_code, account_type, account_number,
       organization_id, received_by, received_at)
     VALUES ($1, 'CHANGE_PINS', 'RECEIVED', 'F-0001', '001', 'ORDINARY', '1234567', $2, $1, now())`,
    [CLERK, ORGANIZATION],
  );
  await client.query(
    `INSERT INTO paper_procedure_secrets VALUES ($1, 'INQUIRY_PIN', '$argon2id$v=19$x', 1)`,
    [CLERK],
  );
  await insertRemovedClerk();
}

/** A clerk who has left: of all that he had, his row has a name. */
async function insertRemovedClerk(columns = "'STAFF', NULL, NULL"): Promise<void> {
  await client.query(
    `INSERT INTO users (id, role, login_id, email, name, language, created_at, removed_at)
     VALUES (gen_random_uuid(), ${columns}, '関 守', 'ja', now(), now())`,
  );
}

/** A request that waits for approval. */
async function insertApprovalRequest(): Promise<void> {
  await client.query(
    `INSERT INTO approval_requests (id, organization_id, state, kind, title, item_count, total_amount_yen, payload_sha256,
       content_version, deadline, requester_user_id, requester_name, approver_user_id, approver_name, created_at, submitted_at)
     VALUES (gen_random_uuid(), $1, 'PENDING_APPROVAL', 'TRANSFER', '給与振込', 1, 1, repeat('a', 64), 1,
             now() + interval '1 day', $2, '関 守', $2, '関 守', now(), now())`,
    [ORGANIZATION, MASTER],
  );
}

/** Tables, columns, indexes, constraints, triggers and functions, as text that can be compared. */
async function schema(): Promise<unknown[]> {
  const { rows } = await client.query<{ item: string }>(`
    SELECT format('column %s.%s %s %s', table_name, column_name, data_type, is_nullable) AS item
      FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> 'migrations'
    UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename <> 'migrations'
    UNION ALL SELECT conname || pg_get_constraintdef(oid) FROM pg_constraint
      WHERE connamespace = 'public'::regnamespace AND conrelid <> to_regclass('public.migrations')
    UNION ALL SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
    UNION ALL SELECT pg_get_functiondef(oid) FROM pg_proc WHERE pronamespace = 'public'::regnamespace
    ORDER BY item`);
  return rows.map(({ item }) => item);
}

async function connected<Result>(work: (dataSource: DataSource) => Promise<Result>): Promise<Result> {
  const dataSource = createDataSource({
    url: database.url,
    entities: [],
    poolSize: 1,
    connectionTimeoutMs: 5_000,
    statementTimeoutMs: 0,
    onConnectionLost: () => undefined,
  });
  await dataSource.initialize();
  try {
    return await work(dataSource);
  } finally {
    await dataSource.destroy();
  }
}

async function undoAll(): Promise<void> {
  await connected(async (dataSource) => {
    for (let left = migrations.length; left > 0; left -= 1) await dataSource.undoLastMigration();
  });
}

describe('migrations', () => {
  it('go up from nothing, and nothing is left to do', async () => {
    await open(emptyDatabase());
    expect(await migrateToLatest(database.url)).toEqual(migrations.map(({ name }) => name));
    expect(await migrateToLatest(database.url)).toEqual([]);
  });

  it('run once when several gateways start together', async () => {
    await open(emptyDatabase());
    const applied = await Promise.all([1, 2, 3].map(() => migrateToLatest(database.url)));
    expect(applied.flat()).toEqual(migrations.map(({ name }) => name));
  });

  it('go down to nothing with data in every table, and up again to the same schema', async () => {
    await open(freshDatabase());
    const before = await schema();
    await insertOneOfEach();
    await undoAll();
    expect(await schema()).toEqual([]);
    await migrateToLatest(database.url);
    expect(await schema()).toEqual(before);
  });
});

describe('the migrations that a database lacks', () => {
  it('are all of an empty one, which stays empty; none of one that is up to date; the last, once it is undone', async () => {
    await open(emptyDatabase());
    const names = migrations.map(({ name }) => name);
    expect(await connected(missingMigrations)).toEqual(names);
    expect(await schema()).toEqual([]);
    expect((await client.query(`SELECT to_regclass('migrations') AS there`)).rows).toEqual([{ there: null }]);
    await migrateToLatest(database.url);
    expect(await connected(missingMigrations)).toEqual([]);
    await connected((dataSource) => dataSource.undoLastMigration());
    expect(await connected(missingMigrations)).toEqual(names.slice(-1));
  });
});

describe('R11: history is append-only', () => {
  it.each(["UPDATE history_events SET type = 'X'", 'DELETE FROM history_events', 'TRUNCATE history_events'])(
    'the database refuses %s',
    async (statement) => {
      await open(freshDatabase());
      await insertOneOfEach();
      await expect(client.query(statement)).rejects.toThrow('history_events is append-only');
      expect((await client.query('SELECT type FROM history_events')).rows).toEqual([
        { type: 'LOGIN_SUCCEEDED' },
      ]);
    },
  );
});

describe('the database keeps what must never break', () => {
  beforeEach(async () => {
    await open(freshDatabase());
    await insertOrganization();
  });

  it('an organization has one master and many general users', async () => {
    await insertUser({ role: 'MASTER', loginId: 'master1' });
    await insertUser({ role: 'GENERAL', loginId: 'general1' });
    await insertUser({ role: 'GENERAL', loginId: 'general2' });
    await expect(insertUser({ role: 'MASTER', loginId: 'master2' })).rejects.toThrow(
      'users_one_master_per_organization',
    );
  });

  it('a login ID is unique service-wide, and case matters', async () => {
    await insertUser({ role: 'MASTER', loginId: 'abc123' });
    await insertUser({ role: 'GENERAL', loginId: 'Abc123' });
    await expect(insertUser({ role: 'STAFF', loginId: 'abc123', organizationId: null })).rejects.toThrow(
      'users_login_id_unique',
    );
  });

  it('staff have no organization and everybody else has one', async () => {
    const rule = 'users_staff_have_no_organization';
    await insertUser({ role: 'STAFF', loginId: 'staff1', organizationId: null });
    await expect(insertUser({ role: 'STAFF', loginId: 'staff2' })).rejects.toThrow(rule);
    await expect(insertUser({ role: 'GENERAL', loginId: 'general1', organizationId: null })).rejects.toThrow(
      rule,
    );
  });

  it('who has left is staff, and has neither login ID nor address; everybody else has both', async () => {
    const rule = 'users_removed_keep_their_name_only';
    await insertRemovedClerk();
    await expect(insertRemovedClerk(`'STAFF', 'staff1', NULL`)).rejects.toThrow(rule);
    await expect(insertRemovedClerk(`'STAFF', NULL, 'a@example.com'`)).rejects.toThrow(rule);
    await insertUser({ id: MASTER, role: 'MASTER', loginId: 'master1' });
    for (const change of [
      'removed_at = now(), login_id = NULL, email = NULL',
      'login_id = NULL',
      'email = NULL',
    ]) {
      await expect(client.query(`UPDATE users SET ${change} WHERE id = $1`, [MASTER])).rejects.toThrow(rule);
    }
  });

  it('an account belongs to one organization', async () => {
    await expect(
      client.query(
        `INSERT INTO organizations SELECT gen_random_uuid(), name, branch_code, account_type, account_number, now()
         FROM organizations`,
      ),
    ).rejects.toThrow('organizations_account_unique');
  });
});
