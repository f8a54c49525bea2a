import type { Client } from 'pg';
import { DEMO_USERS } from '../../../src/demo/demo-accounts';

const EVENTS = 20_000;
const LOCKS = 20_000;
const NOTICES = 20_000;
const PROCEDURES = 10_000;
/** Of each master, to himself. */
const REQUESTS = 25;
/** Of the one whose organization has been at it for years. */
const REQUESTS_OF_THE_BUSIEST = 2_000;
/** One of so many still waits; the others are done. */
const WAITING = 25;

/**
 * What years leave behind beside the users: history, locks of long ago, mail that was sent, paper that was worked on,
 * requests that were decided.
 * @param busiest the login ID of the master whose organization has the most requests
 */
export async function crowd(client: Client, busiest: string): Promise<void> {
  await client.query(
    `INSERT INTO history_events (occurred_at, type, organization_id, actor_user_id, subject_user_id, credential_kind)
     SELECT now() - n * interval '1 minute',
            CASE WHEN n % 50 = 0 THEN 'PAPER_RECEIVED' ELSE 'LOGIN_SUCCEEDED' END,
            u.organization_id, u.id, u.id, 'LOGIN_PASSWORD'
       FROM (SELECT *, row_number() OVER (ORDER BY login_id) AS n FROM users WHERE role <> 'STAFF') u LIMIT $1`,
    [EVENTS],
  );
  await client.query(
    `INSERT INTO attempt_locks (attempt_key, lockouts, locked_at, locked_until, credential_kind, unlock_recorded)
     SELECT encode(sha256(n::text::bytea), 'hex'), 1, now() - interval '2 days',
            now() - interval '2 days' + interval '1 hour', 'LOGIN_PASSWORD', true
       FROM generate_series(1, $1::int) n`,
    [LOCKS],
  );
  await client.query(
    `INSERT INTO notices (id, occasion, recipient_user_id, address, language, facts, created_at, next_attempt_at, sent_at)
     SELECT gen_random_uuid(), 'LOCKED_OUT', gen_random_uuid(), 'a@example.com', 'ja', '{}', now(), now(), now()
       FROM generate_series(1, $1::int)`,
    [NOTICES],
  );
  await client.query(
    `INSERT INTO paper_procedures
       (id, kind, state, form_reference, branch_code, account_type, account_number, organization_id, received_by, received_at)
     SELECT gen_random_uuid(), 'CHANGE_PINS', 'RECEIVED', 'F-' || lpad(o.n::text, 8, '0'),
            o.branch_code, o.account_type, o.account_number, o.id, s.id, now() - o.n * interval '1 hour'
       FROM (SELECT o.*, row_number() OVER () AS n FROM organizations o, generate_series(1, 10)) o, users s
      WHERE s.login_id = $1 LIMIT $2`,
    [DEMO_USERS.find(({ role }) => role === 'STAFF')?.loginId, PROCEDURES],
  );
  for (const [state, step] of [
    ['VERIFIED', 'verified'],
    ['EXECUTED', 'executed'],
  ]) {
    await client.query(
      `UPDATE paper_procedures SET state = $1, ${String(step)}_by = (SELECT id FROM users WHERE id <> received_by LIMIT 1),
              ${String(step)}_at = now() WHERE right(form_reference, 2) <> '00'`,
      [state],
    );
  }
  await requests(client, busiest);
}

async function requests(client: Client, busiest: string): Promise<void> {
  await client.query(
    `INSERT INTO approval_requests (id, organization_id, state, kind, title, item_count, total_amount_yen, payload_sha256,
       content_version, deadline, requester_user_id, requester_name, approver_user_id, approver_name, created_at, submitted_at)
     SELECT gen_random_uuid(), u.organization_id, 'PENDING_APPROVAL', CASE WHEN n % 7 = 0 THEN 'COLLECTION' ELSE 'TRANSFER' END,
            '給与', n, 1, repeat('a', 64), 1, now() + (1 + (hashtext(u.login_id || n) & 1023)) * interval '40 minutes', u.id, u.name, u.id, u.name,
            now() - n * interval '1 hour', now()
       FROM users u, generate_series(1, CASE u.login_id WHEN $1 THEN $2::int ELSE $3::int END) n
      WHERE u.role = 'MASTER'`,
    [busiest, REQUESTS_OF_THE_BUSIEST, REQUESTS],
  );
  await client.query(`UPDATE approval_requests SET state = 'WITHDRAWN' WHERE item_count % $1 <> 0`, [
    WAITING,
  ]);
}
