import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Language, Role } from './user';

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
}
