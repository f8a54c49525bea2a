import { randomUUID } from 'node:crypto';

/** Makes a new opaque identifier (UUID v4, RFC 9562). */
export type NewId = () => string;

export const newUuid: NewId = () => randomUUID();

/** Whether `text` has the form of our identifiers; what has not cannot name anything. */
export function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(text);
}
