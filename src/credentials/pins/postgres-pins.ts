import type { EntityManager } from 'typeorm';
import type { NewPin } from './hash-pins';

/** Stores PINs of an organization that has none of these kinds yet. */
export async function insertPins(
  transaction: EntityManager,
  organizationId: string,
  pins: readonly NewPin[],
  changedAt: Date,
): Promise<void> {
  for (const { id, attemptKey, secret } of pins) {
    await transaction.query(
      `INSERT INTO credentials
         (id, user_id, organization_id, kind, secret_hash, pepper_version, must_change, changed_at, attempt_key)
       VALUES ($1, NULL, $2, $3, $4, $5, false, $6, $7)`,
      [id, organizationId, attemptKey.kind, secret.hash, secret.pepperVersion, changedAt, attemptKey.hash],
    );
  }
}
