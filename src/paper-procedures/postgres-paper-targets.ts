import type { DataSource } from 'typeorm';
import type { RepresentativeAccount } from '../credentials/pins/representative-account';
import { UserEntity } from '../users/user-entity';
import type { PaperTargets } from './paper-register';

/** Finds in Postgres whom a form is about. */
export class PostgresPaperTargets implements PaperTargets {
  constructor(private readonly dataSource: DataSource) {}

  async organizationOf({
    branchCode,
    accountType,
    accountNumber,
  }: RepresentativeAccount): Promise<{ readonly id: string; readonly masterId: string | null } | null> {
    const [row] = await this.dataSource.query<{ readonly id: string; readonly masterId: string | null }[]>(
      `SELECT o.id, u.id AS "masterId"
         FROM organizations o LEFT JOIN users u ON u.organization_id = o.id AND u.role = 'MASTER'
        WHERE o.branch_code = $1 AND o.account_type = $2 AND o.account_number = $3`,
      [branchCode, accountType, accountNumber],
    );
    return row ?? null;
  }

  async staffWithEmail(email: string): Promise<UserEntity | null> {
    // No text in Postgres holds a NUL, so that nobody's address has one.
    if (email.includes('\0')) return null;
    const found = await this.dataSource.getRepository(UserEntity).findBy({ email, role: 'STAFF' });
    return found.length === 1 ? (found[0] ?? null) : null;
  }
}
