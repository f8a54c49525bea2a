import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AccountType } from './organization';

/** Row of `organizations`: the customer, known by its representative account. */
@Entity('organizations')
export class OrganizationEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'text', name: 'branch_code' })
  branchCode!: string;

  @Column({ type: 'text', name: 'account_type' })
  accountType!: AccountType;

  @Column({ type: 'text', name: 'account_number' })
  accountNumber!: string;

  @Column({ type: 'boolean', name: 'self_approval_allowed' })
  selfApprovalAllowed!: boolean;

  @Column({ type: 'timestamptz', name: 'created_at' })
  createdAt!: Date;
}
