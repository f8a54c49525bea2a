import { createHash, hkdfSync } from 'node:crypto';
import { CompactEncrypt, compactDecrypt, exportJWK, generateKeyPair, importJWK, SignJWT } from 'jose';
import { z } from 'zod';
import type { KeyBox, MadeKey, OpenKey } from './key-box';
import type { PublicJwk } from './receipt-key';
import { UnreadableReceiptKey } from './unreadable-receipt-key';

const KEY_BYTES = 32;
/** 26^24 is about 2^112 names. */
const KID_LETTERS = 24;

const ed25519 = { kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: z.string() };
const publicJwkSchema = z.object(ed25519);
const privateJwkSchema = z.object({ ...ed25519, d: z.string() });

/**
 * Ed25519 keys by `jose` (RFC 8037). A private key is stored as a JWE, `dir` with A256GCM (RFC 7518, sections 4.5 and
 * 5.3), under a key derived from `secret` (HKDF, RFC 5869). What is published is taken out of the JWE: whoever has the
 * database alone can neither read a private key nor have a public one of his own published.
 */
export class JoseKeyBox implements KeyBox {
  private readonly key: Uint8Array;

  constructor(secret: Uint8Array) {
    this.key = new Uint8Array(hkdfSync('sha256', secret, '', 'sekisho receipt keys', KEY_BYTES));
  }

  async make(): Promise<MadeKey> {
    const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
    const privateJwk = privateJwkSchema.parse(await exportJWK(privateKey));
    const publicJwk = publicJwkSchema.parse(privateJwk);
    const kid = kidOf(publicJwk);
    const sealedPrivateJwk = await new CompactEncrypt(Buffer.from(JSON.stringify(privateJwk)))
      .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', kid })
      .encrypt(this.key);
    return { kid, publicJwk, sealedPrivateJwk };
  }

  async open({ kid, publicJwk: stored, sealedPrivateJwk }: MadeKey): Promise<OpenKey> {
    const privateJwk = await this.privateJwk(kid, sealedPrivateJwk);
    const publicJwk = publicJwkSchema.parse(privateJwk);
    if (kidOf(publicJwk) !== kid || stored.x !== publicJwk.x) throw new UnreadableReceiptKey(kid);
    const privateKey = await importJWK(privateJwk, 'EdDSA');
    return {
      kid,
      publicJwk,
      sign: (claims, typ) =>
        new SignJWT(claims).setProtectedHeader({ alg: 'EdDSA', kid, typ }).sign(privateKey),
    };
  }

  private async privateJwk(kid: string, sealed: string | null): Promise<z.output<typeof privateJwkSchema>> {
    try {
      const { plaintext } = await compactDecrypt(sealed ?? '', this.key, {
        keyManagementAlgorithms: ['dir'],
        contentEncryptionAlgorithms: ['A256GCM'],
      });
      return privateJwkSchema.parse(JSON.parse(Buffer.from(plaintext).toString('utf8')));
    } catch {
      // What the parser or the cipher says of it stays here: it may quote a private key.
      throw new UnreadableReceiptKey(kid);
    }
  }
}

/**
 * The name of a key: its thumbprint (RFC 7638) in capital letters, so that the history, whose reasons are made of these,
 * vouches for the very key.
 */
function kidOf({ crv, kty, x }: PublicJwk): string {
  const thumbprint = createHash('sha256').update(JSON.stringify({ crv, kty, x }), 'utf8').digest('hex');
  let rest = BigInt(`0x${thumbprint}`);
  let kid = '';
  while (kid.length < KID_LETTERS) {
    kid += String.fromCharCode(65 + Number(rest % 26n));
    rest /= 26n;
  }
  return kid;
}
