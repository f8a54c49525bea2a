import type { EntityManager } from 'typeorm';
import type { CredentialKind } from '../../credentials/credential-kind';
import type { KeyToRelease } from '../paper-procedure';

interface KeyRow {
  readonly kind: CredentialKind;
  readonly hash: string;
  readonly suspended: boolean;
}

/** Every credential of a user as the ledger names it. */
export function keysOfUser(transaction: EntityManager, userId: string): Promise<readonly KeyToRelease[]> {
  return keysWhere(transaction, 'c.user_id = $1', userId);
}

/** Every PIN of an organization as the ledger names it. */
export function keysOfPins(
  transaction: EntityManager,
  organizationId: string,
): Promise<readonly KeyToRelease[]> {
  return keysWhere(transaction, 'c.organization_id = $1 AND c.user_id IS NULL', organizationId);
}

async function keysWhere(
  transaction: EntityManager,
  condition: string,
  owner: string,
): Promise<readonly KeyToRelease[]> {
  const rows = await transaction.query<KeyRow[]>(
    `SELECT c.kind, c.attempt_key AS hash, l.suspended_at IS NOT NULL AS suspended
       FROM credentials c LEFT JOIN attempt_locks l ON l.attempt_key = c.attempt_key
      WHERE ${condition} ORDER BY c.kind`,
    [owner],
  );
  return rows.map(({ kind, hash, suspended }) => ({ kind, hash, recorded: suspended }));
}
