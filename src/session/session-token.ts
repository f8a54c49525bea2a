import { createHash, randomBytes } from 'node:crypto';

/**
 * A session token as its bearer holds it: 16 bytes that name the user, then 256 random bits, in base64url (64
 * characters). The user's part lets one Redis key hold all sessions of one user, so that they end together in one step.
 */
export interface SessionToken {
  readonly userId: string;
  /** SHA-256 of the random part, base64url. The random part itself is never stored (R9). */
  readonly sessionHash: string;
}

const USER_BYTES = 16;
const SECRET_BYTES = 32;

/** Makes a token for `userId` (a UUID). `text` goes to the client only; `token` is what is stored. */
export function newSessionToken(userId: string): { readonly text: string; readonly token: SessionToken } {
  const secret = randomBytes(SECRET_BYTES);
  const text = Buffer.concat([Buffer.from(userId.replaceAll('-', ''), 'hex'), secret]).toString('base64url');
  return { text, token: { userId, sessionHash: hashOf(secret) } };
}

/** Reads a token that a client showed; null if it is not even of a token's form. */
export function parseSessionToken(text: string): SessionToken | null {
  if (!/^[A-Za-z0-9_-]{64}$/.test(text)) return null;
  const bytes = Buffer.from(text, 'base64url');
  const hex = bytes.subarray(0, USER_BYTES).toString('hex');
  const userId = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  return { userId, sessionHash: hashOf(bytes.subarray(USER_BYTES)) };
}

function hashOf(secret: Buffer): string {
  return createHash('sha256').update(secret).digest('base64url');
}
