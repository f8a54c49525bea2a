import type { DataSource } from 'typeorm';
import type { LockRecord } from '../attempts/attempt-guard';
import type { AttemptKey } from '../attempts/attempt-key';
import { lockRecordFrom, LOCK_RECORD_COLUMNS, type LockRecordRow } from '../attempts/postgres-lock-record';
import type { StoredSecret } from '../credentials/secret-hasher';
import type { OrganizationPins } from './organization-pins';

interface PinRow extends LockRecordRow {
  readonly hash: string | null;
  readonly pepperVersion: number;
}

/** The PINs of organizations in Postgres. */
export class PostgresOrganizationPins implements OrganizationPins {
  constructor(private readonly dataSource: DataSource) {}

  async find(
    organizationId: string,
    key: AttemptKey,
  ): Promise<{ readonly pin: StoredSecret | null; readonly lockRecord: LockRecord | null }> {
    const [row] = await this.dataSource.query<[PinRow]>(
      `SELECT ${LOCK_RECORD_COLUMNS}, c.secret_hash AS hash, c.pepper_version AS "pepperVersion"
         FROM (SELECT $1::text AS key) asked
         LEFT JOIN attempt_locks l ON l.attempt_key = asked.key
         LEFT JOIN credentials c ON c.organization_id = $2 AND c.user_id IS NULL AND c.kind = $3`,
      [key.hash, organizationId, key.kind],
    );
    const { hash, pepperVersion } = row;
    return { pin: hash === null ? null : { hash, pepperVersion }, lockRecord: lockRecordFrom(row) };
  }

  async replaceHash(
    organizationId: string,
    key: AttemptKey,
    old: StoredSecret,
    fresh: StoredSecret,
  ): Promise<void> {
    await this.dataSource.query(
      `UPDATE credentials SET secret_hash = $4, pepper_version = $5
        WHERE organization_id = $1 AND user_id IS NULL AND kind = $2 AND secret_hash = $3`,
      [organizationId, key.kind, old.hash, fresh.hash, fresh.pepperVersion],
    );
  }
}
