import type { HistoryPosition } from './history-pages';

/** Writes a position as an opaque cursor. */
export function encodeHistoryCursor({ occurredAt, id }: HistoryPosition): string {
  return Buffer.from(`${occurredAt.toISOString()} ${id}`).toString('base64url');
}

/** Reads a cursor; null if it is not one of ours. */
export function decodeHistoryCursor(cursor: string): HistoryPosition | null {
  const [time = '', id = '', ...rest] = Buffer.from(cursor, 'base64url').toString().split(' ');
  // Years of four digits and ids of 18 only: Postgres cannot hold all that JavaScript can.
  if (!/^\d{4}-\S+Z$/.test(time) || !/^\d{1,18}$/.test(id) || rest.length > 0) return null;
  const occurredAt = new Date(time);
  return Number.isNaN(occurredAt.getTime()) ? null : { occurredAt, id };
}
