import type { Client } from 'pg';
import type { AttemptKey } from '../../src/attempts/attempt-key';
import type { CredentialKind } from '../../src/credentials/credential-kind';
import { OWN_ORGANIZATION } from './seed-guard';

const OWN_ORGANIZATIONS = `(SELECT o.id FROM organizations o WHERE ${OWN_ORGANIZATION})`;

/** From the outside in, so that a user who goes has nothing left that would have to follow him row by row. */
const REMOVALS = [
  `DELETE FROM attempt_locks l USING credentials c
    WHERE l.attempt_key = c.attempt_key AND c.organization_id IN ${OWN_ORGANIZATIONS}`,
  `DELETE FROM notices WHERE organization_id IN ${OWN_ORGANIZATIONS}`,
  `DELETE FROM trusted_devices d USING users u WHERE d.user_id = u.id AND u.organization_id IN ${OWN_ORGANIZATIONS}`,
  `DELETE FROM security_answers a USING users u WHERE a.user_id = u.id AND u.organization_id IN ${OWN_ORGANIZATIONS}`,
  `DELETE FROM credentials WHERE organization_id IN ${OWN_ORGANIZATIONS}`,
  `DELETE FROM users WHERE organization_id IN ${OWN_ORGANIZATIONS}`,
  `DELETE FROM organizations o WHERE ${OWN_ORGANIZATION}`,
] as const;

const KEYS_PER_FETCH = 10_000;

/** How many credentials the loader's organizations have. */
export async function countSeededCredentials(client: Client): Promise<number> {
  const { rows } = await client.query<{ count: string }>(
    `SELECT count(*) FROM credentials WHERE organization_id IN ${OWN_ORGANIZATIONS}`,
  );
  return Number(rows[0]?.count ?? 0);
}

/** The names that the ledger has for them. */
export async function* seededAttemptKeys(client: Client): AsyncGenerator<AttemptKey> {
  await client.query('BEGIN');
  try {
    await client.query(
      `DECLARE seeded NO SCROLL CURSOR FOR
       SELECT kind, attempt_key AS hash FROM credentials WHERE organization_id IN ${OWN_ORGANIZATIONS}`,
    );
    for (;;) {
      const { rows } = await client.query<{ kind: CredentialKind; hash: string }>(
        `FETCH ${String(KEYS_PER_FETCH)} FROM seeded`,
      );
      yield* rows;
      if (rows.length < KEYS_PER_FETCH) return;
    }
  } finally {
    await client.query('ROLLBACK');
  }
}

/**
 * Removes what the loader made, and what was made of it since: users, credentials, answers, devices, locks, mail that
 * waits. The operation history is append-only and stays. All of it goes or nothing.
 */
export async function removeSeeded(client: Client): Promise<void> {
  await client.query('BEGIN');
  try {
    for (const removal of REMOVALS) await client.query(removal);
    await client.query('COMMIT');
  } catch (fault) {
    await client.query('ROLLBACK');
    throw fault;
  }
}
