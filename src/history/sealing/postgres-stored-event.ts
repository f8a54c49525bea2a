/** The columns of a stored event, as text; the table `history_events` goes by the alias `e`. */
export const STORED_EVENT_COLUMNS = `e.id::text AS id,
  to_char(e.occurred_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS "occurredAt",
  e.type, e.organization_id::text AS "organizationId", e.actor_user_id::text AS "actorUserId",
  e.subject_user_id::text AS "subjectUserId", e.credential_kind AS "credentialKind", e.ip::text AS ip,
  e.user_agent AS "userAgent", e.reason, e.object_kind AS "objectKind", e.object_id::text AS "objectId"`;
