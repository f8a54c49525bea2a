/** How receipts are signed (R10). */
export interface ReceiptSettings {
  readonly issuer: string;
  readonly audience: string;
  /** How long a receipt can be used. */
  readonly seconds: number;
  /** The secret that the key of the stored private keys is derived from; at least 32 bytes. */
  readonly keySecret: Uint8Array;
  /** How long a key signs before the next one does. */
  readonly signingMs: number;
  /** How long a key is published before it signs. */
  readonly leadMs: number;
  /** How long verifiers may keep the published keys. */
  readonly cacheSeconds: number;
  /** How often a gateway looks for new and revoked keys. */
  readonly refreshMs: number;
}
