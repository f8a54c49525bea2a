import { createHash, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';

/** A device that showed a genuine token. That alone proves nothing about its user. */
export interface Device {
  /** The token, for the device to keep. */
  readonly text: string;
  /** SHA-256 of the device's id, base64url; what is stored. */
  readonly hash: string;
}

/** Makes and reads device tokens (R8). */
export interface DeviceTokens {
  /** Names a new device. */
  issue(): Device;
  /** The device that `text` names; null if we did not make it. */
  read(text: string): Device | null;
}

const ID_BYTES = 16;
const SIGNATURE_BYTES = 32;
const TOKEN = /^[A-Za-z0-9_-]{64}$/;

/**
 * Device tokens: 128 random bits and their HMAC-SHA-256, in base64url. The signature keeps made-up devices from the
 * fast lane of the hashing queue and from the database. Its key is derived from `secret` (HKDF, RFC 5869).
 */
export function deviceTokens(secret: Uint8Array): DeviceTokens {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'sekisho device token', SIGNATURE_BYTES));
  const sign = (id: Buffer): Buffer => createHmac('sha256', key).update(id).digest();
  const deviceOf = (id: Buffer, text: string): Device => ({
    text,
    hash: createHash('sha256').update(id).digest('base64url'),
  });
  return {
    issue: () => {
      const id = randomBytes(ID_BYTES);
      return deviceOf(id, Buffer.concat([id, sign(id)]).toString('base64url'));
    },
    read: (text) => {
      if (!TOKEN.test(text)) return null;
      const bytes = Buffer.from(text, 'base64url');
      const id = bytes.subarray(0, ID_BYTES);
      return timingSafeEqual(sign(id), bytes.subarray(ID_BYTES)) ? deviceOf(id, text) : null;
    },
  };
}
