import { Column, Entity, PrimaryColumn } from 'typeorm';
import { yenColumn } from './yen-column';
import type { Language, Permission, Role } from './user';

/** Row of `users`. Never a GraphQL type. */
@Entity('users')
export class UserEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'uuid', name: 'organization_id', nullable: true })
  organizationId!: string | null;

  @Column({ type: 'text' })
  role!: Role;

  @Column({ type: 'text', name: 'login_id' })
  loginId!: string;

  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'text' })
  email!: string;

  @Column({ type: 'text' })
  language!: Language;

  @Column({ type: 'timestamptz', name: 'created_at' })
  createdAt!: Date;

  @Column({ type: 'integer' })
  version!: number;

  @Column({ type: 'text', array: true })
  permissions!: readonly Permission[];

  @Column({ type: 'bigint', name: 'transfer_limit_yen', transformer: yenColumn })
  transferLimitYen!: number;

  @Column({ type: 'bigint', name: 'collection_limit_yen', transformer: yenColumn })
  collectionLimitYen!: number;
}
