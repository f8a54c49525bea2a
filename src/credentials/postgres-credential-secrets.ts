import type { DataSource } from 'typeorm';
import type { LockRecord } from '../attempts/attempt-guard';
import { lockRecordFrom, LOCK_RECORD_COLUMNS, type LockRecordRow } from '../attempts/postgres-lock-record';
import type { CredentialKind } from './credential-kind';
import type { CredentialSecrets } from './credential-secrets';
import type { StoredSecret } from './secret-hasher';

/** Stored secrets in Postgres. */
export class PostgresCredentialSecrets implements CredentialSecrets {
  constructor(private readonly dataSource: DataSource) {}

  async find(
    userId: string,
    kind: CredentialKind,
  ): Promise<{ readonly secret: StoredSecret | null; readonly lockRecord: LockRecord | null }> {
    const [row] = await this.dataSource.query<(StoredSecret & LockRecordRow)[]>(
      `SELECT c.secret_hash AS hash, c.pepper_version AS "pepperVersion", ${LOCK_RECORD_COLUMNS}
         FROM credentials c LEFT JOIN attempt_locks l ON l.attempt_key = c.attempt_key
        WHERE c.user_id = $1 AND c.kind = $2`,
      [userId, kind],
    );
    if (row === undefined) return { secret: null, lockRecord: null };
    return { secret: { hash: row.hash, pepperVersion: row.pepperVersion }, lockRecord: lockRecordFrom(row) };
  }
}
