import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { CredentialKind } from '../credentials/credential-kind';

/** Row of `credentials`: one secret of one kind with one owner. Its lock and suspension stand in `attempt_locks`. */
@Entity('credentials')
export class CredentialEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  /** Null for an organization's PIN. */
  @Column({ type: 'uuid', name: 'user_id', nullable: true })
  userId!: string | null;

  @Column({ type: 'uuid', name: 'organization_id', nullable: true })
  organizationId!: string | null;

  @Column({ type: 'text' })
  kind!: CredentialKind;

  /** Null for security answers, which stand in `security_answers`. */
  @Column({ type: 'text', name: 'secret_hash', nullable: true })
  secretHash!: string | null;

  @Column({ type: 'smallint', name: 'pepper_version', nullable: true })
  pepperVersion!: number | null;

  @Column({ type: 'boolean', name: 'must_change' })
  mustChange!: boolean;

  @Column({ type: 'timestamptz', name: 'changed_at' })
  changedAt!: Date;

  @Column({ type: 'text', name: 'attempt_key' })
  attemptKey!: string;
}
