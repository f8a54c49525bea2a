import type { DataSource } from 'typeorm';
import { lockRecordFrom, LOCK_RECORD_COLUMNS, type LockRecordRow } from '../attempts/postgres-lock-record';
import type { CredentialKind } from '../credentials/credential-kind';
import { credentialState } from './credential-state';
import type { LedgerCredential, LedgerCredentials } from './ledger-credentials';

interface LedgerCredentialRow extends LockRecordRow {
  readonly kind: CredentialKind;
  readonly hash: string;
}

/** The ledger's names for credentials, in Postgres. */
export class PostgresLedgerCredentials implements LedgerCredentials {
  constructor(private readonly dataSource: DataSource) {}

  async of(userId: string, now: Date): Promise<readonly LedgerCredential[]> {
    const rows = await this.dataSource.query<LedgerCredentialRow[]>(
      `SELECT c.kind, c.attempt_key AS hash, ${LOCK_RECORD_COLUMNS}
         FROM credentials c LEFT JOIN attempt_locks l ON l.attempt_key = c.attempt_key
        WHERE c.user_id = $1`,
      [userId],
    );
    return rows.map((row) => ({
      attemptKey: { kind: row.kind, hash: row.hash },
      state: credentialState(lockRecordFrom(row), now),
    }));
  }
}
