import type { EntityManager } from 'typeorm';
import type { FormerAddressee, HistoryEvent } from '../history/history-event';
import { deviceLabel } from './device-label';
import type { NoticeOccasion } from './notice-occasion';
import type { NoticeOutbox } from './notice-outbox';

/** The user whom it happened to, and the master of the organization. */
const CONCERNED = `SELECT id, role, name, email, language FROM users
  WHERE id = $4::uuid OR (organization_id = $2::uuid AND role = 'MASTER')`;

/** The user whom it happened to, as he was written to before. */
const FORMERLY = `SELECT id, role, $9::text AS name, $10::text AS email, $11::text AS language FROM users
  WHERE id = $4::uuid`;

/** Owes a notice to everybody whom `recipients` selects; takes {@link parametersOf}, then what `recipients` takes besides. */
function insertFor(recipients: string): string {
  return `INSERT INTO notices
       (id, occasion, organization_id, recipient_user_id, address, language, facts, created_at, next_attempt_at)
     SELECT gen_random_uuid(), $1, $2::uuid, r.id, r.email, r.language,
            jsonb_build_object(
              'occurredAt', $3::text,
              'recipientName', r.name,
              'organizationName', o.name,
              'subjectName', CASE WHEN s.id = r.id THEN r.name ELSE s.name END,
              'actorName', CASE WHEN a.id = r.id THEN r.name
                                WHEN a.role <> 'STAFF' OR r.role = 'STAFF' THEN a.name END,
              'credentialKind', $6::text,
              'ip', CASE WHEN a.role = 'STAFF' AND r.role <> 'STAFF' THEN NULL ELSE $7::text END,
              'device', CASE WHEN a.role = 'STAFF' AND r.role <> 'STAFF' THEN NULL ELSE $8::text END),
            now(), now()
       FROM (${recipients}) r
       LEFT JOIN users s ON s.id = $4::uuid
       LEFT JOIN users a ON a.id = $5::uuid
       LEFT JOIN organizations o ON o.id = $2::uuid`;
}

const INSERT_FOR_CONCERNED = insertFor(CONCERNED);
const INSERT_FOR_FORMER_ADDRESSEE = insertFor(FORMERLY);

/**
 * The outbox in the table `notices`. One statement an event, which also runs when it finds nobody to write to: the lock
 * of an unknown login ID takes the same steps as that of a known one (R7). A changed e-mail address takes one more.
 *
 * Address, language and names are those of the moment. Of the helpdesk neither name nor address is told to customers.
 */
export class PostgresNoticeOutbox implements NoticeOutbox {
  async enqueue(occasion: NoticeOccasion, event: HistoryEvent, transaction: EntityManager): Promise<void> {
    await transaction.query(INSERT_FOR_CONCERNED, parametersOf(occasion, event));
    if (event.formerAddressee !== undefined) {
      await transaction.query(INSERT_FOR_FORMER_ADDRESSEE, [
        ...parametersOf('EMAIL_GIVEN_UP', event),
        ...columnsOf(event.formerAddressee),
      ]);
    }
  }
}

function parametersOf(occasion: NoticeOccasion, event: HistoryEvent): unknown[] {
  return [
    occasion,
    event.organizationId,
    event.occurredAt.toISOString(),
    event.subjectUserId,
    event.actorUserId,
    event.credentialKind,
    event.origin?.ip ?? null,
    deviceLabel(event.origin?.userAgent ?? null),
  ];
}

function columnsOf({ name, email, language }: FormerAddressee): unknown[] {
  return [name, email, language];
}
