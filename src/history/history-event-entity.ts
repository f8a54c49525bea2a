import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { CredentialKind } from '../credentials/credential-kind';
import type { HistoryEventType } from './history-event';
import type { HistoryObjectKind } from './history-object';

/** Row of `history_events`, append-only. */
@Entity('history_events')
export class HistoryEventEntity {
  @PrimaryColumn({ type: 'bigint', generated: 'identity', generatedIdentity: 'ALWAYS' })
  id!: string;

  @Column({ type: 'timestamptz', name: 'occurred_at' })
  occurredAt!: Date;

  @Column({ type: 'text' })
  type!: HistoryEventType;

  @Column({ type: 'uuid', name: 'organization_id', nullable: true })
  organizationId!: string | null;

  @Column({ type: 'uuid', name: 'actor_user_id', nullable: true })
  actorUserId!: string | null;

  @Column({ type: 'uuid', name: 'subject_user_id', nullable: true })
  subjectUserId!: string | null;

  @Column({ type: 'text', name: 'credential_kind', nullable: true })
  credentialKind!: CredentialKind | null;

  @Column({ type: 'inet', nullable: true })
  ip!: string | null;

  @Column({ type: 'text', name: 'user_agent', nullable: true })
  userAgent!: string | null;

  @Column({ type: 'text', nullable: true })
  reason!: string | null;

  @Column({ type: 'text', name: 'object_kind', nullable: true })
  objectKind!: HistoryObjectKind | null;

  @Column({ type: 'uuid', name: 'object_id', nullable: true })
  objectId!: string | null;
}
