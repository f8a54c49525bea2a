import type { UserPosition } from './user-directory';

/** Writes a position as an opaque cursor. */
export function encodeCursor({ createdAt, id }: UserPosition): string {
  return Buffer.from(`${createdAt.toISOString()} ${id}`).toString('base64url');
}

/** Reads a cursor; null if it is not one of ours. */
export function decodeCursor(cursor: string): UserPosition | null {
  const match = /^(\S+) ([0-9a-f-]{36})$/.exec(Buffer.from(cursor, 'base64url').toString());
  const [, time, id] = match ?? [];
  if (time === undefined || id === undefined) return null;
  const createdAt = new Date(time);
  return Number.isNaN(createdAt.getTime()) ? null : { createdAt, id };
}
