import type { DataSource } from 'typeorm';
import { lockRecordFrom, LOCK_RECORD_COLUMNS, type LockRecordRow } from '../attempts/postgres-lock-record';
import type { CredentialKind } from '../credentials/credential-kind';
import type { RepresentativeAccount } from '../credentials/pins/representative-account';
import { credentialState, type CredentialOverview } from '../users/credential-state';
import { OrganizationEntity } from '../users/organization-entity';
import type { OrganizationStanding, OrganizationStandings } from './organization-standing';

interface CredentialRow extends LockRecordRow {
  readonly kind: CredentialKind;
  readonly mustChange: boolean;
  readonly changedAt: Date;
  readonly ofMaster: boolean;
}

/** Reads in Postgres how organizations stand. */
export class PostgresOrganizationStandings implements OrganizationStandings {
  constructor(private readonly dataSource: DataSource) {}

  async find(account: RepresentativeAccount, now: Date): Promise<OrganizationStanding | null> {
    const { branchCode, accountType, accountNumber } = account;
    const organization = await this.dataSource
      .getRepository(OrganizationEntity)
      .findOneBy({ branchCode, accountType, accountNumber });
    if (organization === null) return null;
    const rows = await this.dataSource.query<CredentialRow[]>(
      `SELECT c.kind, c.must_change AS "mustChange", c.changed_at AS "changedAt", u.id IS NOT NULL AS "ofMaster",
              ${LOCK_RECORD_COLUMNS}
         FROM credentials c
         LEFT JOIN users u ON u.id = c.user_id AND u.role = 'MASTER'
         LEFT JOIN attempt_locks l ON l.attempt_key = c.attempt_key
        WHERE c.organization_id = $1 AND (c.user_id IS NULL OR u.id IS NOT NULL) ORDER BY c.kind`,
      [organization.id],
    );
    const overviews = (ofMaster: boolean): CredentialOverview[] =>
      rows
        .filter((row) => row.ofMaster === ofMaster)
        .map((row) => ({
          kind: row.kind,
          mustChange: row.mustChange,
          changedAt: row.changedAt,
          state: credentialState(lockRecordFrom(row), now),
        }));
    const masterCredentials = overviews(true);
    const { id, name, selfApprovalAllowed } = organization;
    return {
      id,
      name,
      ...account,
      selfApprovalAllowed,
      masterRegistered: masterCredentials.length > 0,
      masterCredentials,
      pins: overviews(false),
    };
  }
}
