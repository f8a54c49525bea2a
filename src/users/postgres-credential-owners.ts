import type { EntityManager } from 'typeorm';
import type { CredentialOwner, CredentialOwners } from '../attempts/credential-owners';

/** Finds owners by `credentials.attempt_key`. */
export class PostgresCredentialOwners implements CredentialOwners {
  async ownerOf(attemptKeyHash: string, transaction: EntityManager): Promise<CredentialOwner | null> {
    const rows = await transaction.query<CredentialOwner[]>(
      `SELECT user_id AS "userId", organization_id AS "organizationId" FROM credentials WHERE attempt_key = $1`,
      [attemptKeyHash],
    );
    return rows[0] ?? null;
  }
}
