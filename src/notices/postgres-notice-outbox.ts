import type { EntityManager } from 'typeorm';
import type { HistoryEvent } from '../history/history-event';
import { deviceLabel } from './device-label';
import type { NoticeOccasion } from './notice-occasion';
import type { NoticeOutbox } from './notice-outbox';

/**
 * The outbox in the table `notices`. One statement an event, which also runs when it finds nobody to write to: the lock
 * of an unknown login ID takes the same steps as that of a known one (R7).
 *
 * Address, language and names are those of the moment. Of the helpdesk neither name nor address is told to customers.
 */
export class PostgresNoticeOutbox implements NoticeOutbox {
  async enqueue(occasion: NoticeOccasion, event: HistoryEvent, transaction: EntityManager): Promise<void> {
    await transaction.query(
      `INSERT INTO notices
         (id, occasion, organization_id, recipient_user_id, address, language, facts, created_at, next_attempt_at)
       SELECT gen_random_uuid(), $1, $2::uuid, r.id, r.email, r.language,
              jsonb_build_object(
                'occurredAt', $3::text,
                'recipientName', r.name,
                'organizationName', o.name,
                'subjectName', s.name,
                'actorName', CASE WHEN a.role <> 'STAFF' OR r.role = 'STAFF' THEN a.name END,
                'credentialKind', $6::text,
                'ip', CASE WHEN a.role = 'STAFF' AND r.role <> 'STAFF' THEN NULL ELSE $7::text END,
                'device', CASE WHEN a.role = 'STAFF' AND r.role <> 'STAFF' THEN NULL ELSE $8::text END),
              now(), now()
         FROM users r
         LEFT JOIN users s ON s.id = $4::uuid
         LEFT JOIN users a ON a.id = $5::uuid
         LEFT JOIN organizations o ON o.id = $2::uuid
        WHERE r.id = $4::uuid OR (r.organization_id = $2::uuid AND r.role = 'MASTER')`,
      [
        occasion,
        event.organizationId,
        event.occurredAt.toISOString(),
        event.subjectUserId,
        event.actorUserId,
        event.credentialKind,
        event.origin?.ip ?? null,
        deviceLabel(event.origin?.userAgent ?? null),
      ],
    );
  }
}
