/** When a key for receipts does what (R10). It signs from `signsFrom` until just before `signsUntil`. */
export interface KeyTimes {
  /** Since when verifiers can know it. */
  readonly announcedAt: Date;
  readonly signsFrom: Date;
  readonly signsUntil: Date;
  /** By then the last receipt that it signed has expired. */
  readonly verifiesUntil: Date;
  readonly revokedAt: Date | null;
}

/** A key by its name in the JWS header, with its times. */
export interface ScheduledKey extends KeyTimes {
  readonly kid: string;
}

/** The public half as a JWK (RFC 8037, section 2). */
export interface PublicJwk {
  readonly kty: 'OKP';
  readonly crv: 'Ed25519';
  readonly x: string;
}

/** A key as it is stored. */
export interface StoredKey extends ScheduledKey {
  readonly publicJwk: PublicJwk;
  /** The private half as a JWE under `RECEIPT_KEY_SECRET`; null once the key is of no more use. */
  readonly sealedPrivateJwk: string | null;
}

/** ANNOUNCED, SIGNING and VERIFYING keys are published; a GONE one verifies nothing any more. */
export type KeyStage = 'ANNOUNCED' | 'SIGNING' | 'VERIFYING' | 'GONE';

/** What a key is for at `now`. */
export function stageOf({ signsFrom, signsUntil, verifiesUntil, revokedAt }: KeyTimes, now: Date): KeyStage {
  if (revokedAt !== null) return 'GONE';
  if (now < signsFrom) return 'ANNOUNCED';
  if (now < signsUntil) return 'SIGNING';
  return now < verifiesUntil ? 'VERIFYING' : 'GONE';
}
