import type { DataSource } from 'typeorm';
import type { LockRecord } from '../attempts/attempt-guard';
import type { AttemptKey } from '../attempts/attempt-key';
import { lockRecordFrom, LOCK_RECORD_COLUMNS, type LockRecordRow } from '../attempts/postgres-lock-record';
import type { RepresentativeAccount } from '../credentials/pins/representative-account';
import type { InquiryAccount, InquiryAccounts } from './inquiry-account';

interface InquiryAccountRow extends LockRecordRow {
  readonly organizationId: string | null;
  readonly hash: string;
  readonly pepperVersion: number;
  readonly masterRegistered: boolean;
}

/** Accounts with an inquiry PIN in Postgres. One statement, the same for known and unknown accounts. */
export class PostgresInquiryAccounts implements InquiryAccounts {
  constructor(private readonly dataSource: DataSource) {}

  async find(
    { branchCode, accountType, accountNumber }: RepresentativeAccount,
    key: AttemptKey,
  ): Promise<{ readonly inquiryAccount: InquiryAccount | null; readonly lockRecord: LockRecord | null }> {
    const [row] = await this.dataSource.query<[InquiryAccountRow]>(
      `SELECT ${LOCK_RECORD_COLUMNS},
              o.id AS "organizationId", c.secret_hash AS hash, c.pepper_version AS "pepperVersion",
              EXISTS (SELECT FROM users u WHERE u.organization_id = o.id AND u.role = 'MASTER') AS "masterRegistered"
         FROM (SELECT $1::text AS key) asked
         LEFT JOIN attempt_locks l ON l.attempt_key = asked.key
         LEFT JOIN (organizations o JOIN credentials c
                      ON c.organization_id = o.id AND c.user_id IS NULL AND c.kind = 'INQUIRY_PIN')
                ON o.branch_code = $2 AND o.account_type = $3 AND o.account_number = $4`,
      [key.hash, branchCode, accountType, accountNumber],
    );
    return {
      inquiryAccount: row.organizationId === null ? null : accountFrom(row, row.organizationId),
      lockRecord: lockRecordFrom(row),
    };
  }
}

function accountFrom(
  { hash, pepperVersion, masterRegistered }: InquiryAccountRow,
  organizationId: string,
): InquiryAccount {
  return { organizationId, inquiryPin: { hash, pepperVersion }, masterRegistered };
}
