import type { DataSource } from 'typeorm';
import { lockRecordFrom, LOCK_RECORD_COLUMNS, type LockRecordRow } from '../attempts/postgres-lock-record';
import type { CredentialKind } from './credential-kind';
import type { CredentialSecrets, FoundSecret } from './credential-secrets';
import type { StoredSecret } from './secret-hasher';

type SecretRow = StoredSecret & LockRecordRow & { readonly temporarySince: Date | null };

/** Stored secrets in Postgres. */
export class PostgresCredentialSecrets implements CredentialSecrets {
  constructor(private readonly dataSource: DataSource) {}

  async find(userId: string, kind: CredentialKind): Promise<FoundSecret> {
    const [row] = await this.dataSource.query<SecretRow[]>(
      `SELECT c.secret_hash AS hash, c.pepper_version AS "pepperVersion",
              CASE WHEN c.must_change THEN c.changed_at END AS "temporarySince", ${LOCK_RECORD_COLUMNS}
         FROM credentials c LEFT JOIN attempt_locks l ON l.attempt_key = c.attempt_key
        WHERE c.user_id = $1 AND c.kind = $2`,
      [userId, kind],
    );
    if (row === undefined) return { secret: null, temporarySince: null, lockRecord: null };
    const { hash, pepperVersion, temporarySince } = row;
    return { secret: { hash, pepperVersion }, temporarySince, lockRecord: lockRecordFrom(row) };
  }

  async replaceHash(
    userId: string,
    kind: CredentialKind,
    old: StoredSecret,
    fresh: StoredSecret,
  ): Promise<void> {
    await this.dataSource.query(
      `UPDATE credentials SET secret_hash = $4, pepper_version = $5
        WHERE user_id = $1 AND kind = $2 AND secret_hash = $3`,
      [userId, kind, old.hash, fresh.hash, fresh.pepperVersion],
    );
  }
}
