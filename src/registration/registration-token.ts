import { createHash, randomBytes } from 'node:crypto';

/**
 * A registration token as its bearer holds it: 16 bytes that name the organization, then 256 random bits, in base64url
 * (64 characters). The organization's part lets one Redis key hold the one registration that an organization may have
 * open.
 */
export interface RegistrationToken {
  readonly organizationId: string;
  /** SHA-256 of the random part, base64url. The random part itself is never stored. */
  readonly tokenHash: string;
}

const ORGANIZATION_BYTES = 16;
const SECRET_BYTES = 32;

/** Makes a token for `organizationId` (a UUID). `text` goes to the client only; `token` is what is stored. */
export function newRegistrationToken(organizationId: string): {
  readonly text: string;
  readonly token: RegistrationToken;
} {
  const secret = randomBytes(SECRET_BYTES);
  const organization = Buffer.from(organizationId.replaceAll('-', ''), 'hex');
  const text = Buffer.concat([organization, secret]).toString('base64url');
  return { text, token: { organizationId, tokenHash: hashOf(secret) } };
}

/** Reads a token that a client showed; null if it is not even of a token's form. */
export function parseRegistrationToken(text: string): RegistrationToken | null {
  if (!/^[A-Za-z0-9_-]{64}$/.test(text)) return null;
  const bytes = Buffer.from(text, 'base64url');
  const hex = bytes.subarray(0, ORGANIZATION_BYTES).toString('hex');
  const organizationId = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  return { organizationId, tokenHash: hashOf(bytes.subarray(ORGANIZATION_BYTES)) };
}

function hashOf(secret: Buffer): string {
  return createHash('sha256').update(secret).digest('base64url');
}
