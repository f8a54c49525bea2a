import type { PublicJwk, StoredKey } from './receipt-key';

/** A new key pair, its private half sealed. */
export type MadeKey = Pick<StoredKey, 'kid' | 'publicJwk' | 'sealedPrivateJwk'>;

/** A key that can be used. */
export interface OpenKey {
  readonly kid: string;
  readonly publicJwk: PublicJwk;
  /** Signs claims as a compact JWS whose header names this key. */
  sign(claims: Readonly<Record<string, unknown>>, type: string): Promise<string>;
}

/** Makes keys for receipts, and opens what it has sealed. */
export interface KeyBox {
  make(): Promise<MadeKey>;
  /** @throws UnreadableReceiptKey if the key was not sealed under the present secret, or was changed since */
  open(key: MadeKey): Promise<OpenKey>;
}
