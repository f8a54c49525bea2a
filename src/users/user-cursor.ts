import { isUuid } from '../platform/ids';
import type { UserPosition } from './user-directory';

/** Writes a position as an opaque cursor. */
export function encodeCursor({ createdAt, id }: UserPosition): string {
  return Buffer.from(`${createdAt.toISOString()} ${id}`).toString('base64url');
}

/** Reads a cursor; null if it is not one of ours. */
export function decodeCursor(cursor: string): UserPosition | null {
  const [time = '', id = '', ...rest] = Buffer.from(cursor, 'base64url').toString().split(' ');
  // Years of four digits only: Postgres cannot hold every time that JavaScript can.
  if (!/^\d{4}-\S+Z$/.test(time) || !isUuid(id) || rest.length > 0) return null;
  const createdAt = new Date(time);
  return Number.isNaN(createdAt.getTime()) ? null : { createdAt, id };
}
