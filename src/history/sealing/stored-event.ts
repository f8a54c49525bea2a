/**
 * An event exactly as the database holds it, every column as text: what is sealed must not depend on how a driver reads
 * a time or an address.
 */
export interface StoredEvent {
  readonly id: string;
  /** UTC with microseconds, such as `2026-04-01T09:00:00.000000Z`. */
  readonly occurredAt: string;
  readonly type: string;
  readonly organizationId: string | null;
  readonly actorUserId: string | null;
  readonly subjectUserId: string | null;
  readonly credentialKind: string | null;
  readonly ip: string | null;
  readonly userAgent: string | null;
  readonly reason: string | null;
  readonly objectKind: string | null;
  readonly objectId: string | null;
}

/** The chain of events that concern no organization, such as those of strangers and staff. */
const SERVICE_CHAIN = 'service';

/** The chain that an event belongs to: its organization's, or the service's (R11). */
export function chainOf({ organizationId }: Pick<StoredEvent, 'organizationId'>): string {
  return organizationId ?? SERVICE_CHAIN;
}

/**
 * The canonical encoding of an event (docs/history.md): a JSON array (RFC 8259) of the format's name and the columns in
 * this order, without white space. The id is left out, since the link holds it.
 *
 * An event that names no object is encoded as all were before events could name one, so that what was sealed then
 * verifies for ever. The two formats have different names: an object that is added or taken away changes the encoding.
 */
export function canonicalEncoding(event: StoredEvent): string {
  const { objectKind, objectId } = event;
  const columns = columnsOf(event);
  return JSON.stringify(
    objectKind === null && objectId === null
      ? ['sekisho-event-1', ...columns]
      : ['sekisho-event-2', ...columns, objectKind, objectId],
  );
}

function columnsOf(event: StoredEvent): readonly (string | null)[] {
  return [
    event.occurredAt,
    event.type,
    event.organizationId,
    event.actorUserId,
    event.subjectUserId,
    event.credentialKind,
    event.ip,
    event.userAgent,
    event.reason,
  ];
}
