import { generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';
import { isIPv4 } from 'node:net';

/** A certificate and its key, both in PEM. */
export interface ServerIdentity {
  readonly certificate: string;
  readonly key: string;
}

/** An authority of one test alone: nobody else believes it. */
export interface Authority {
  /** Its own certificate, in PEM. */
  readonly certificate: string;
  /** Vouches for a server of these names and IPv4 addresses. */
  vouchFor(...names: readonly string[]): ServerIdentity;
}

/** Object identifiers as DER writes their content (RFC 5280, RFC 5758). */
const OID = {
  ecdsaWithSha256: '2a8648ce3d040302',
  commonName: '550403',
  basicConstraints: '551d13',
  subjectAltName: '551d11',
} as const;

const DAY_MS = 86_400_000;

/** Makes an authority for a day, with what Node.js brings: certificates are not to need a program of the machine. */
export function makeAuthority(name: string): Authority {
  const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const issue = (subject: string, publicKey: KeyObject, extension: Buffer): string =>
    certificateOf(signed(draft(name, subject, publicKey, extension), pair.privateKey));
  const isAuthority = sequence(Buffer.from([0x01, 0x01, 0xff]));
  return {
    certificate: issue(name, pair.publicKey, extensionOf(OID.basicConstraints, isAuthority)),
    vouchFor: (...names) => {
      const own = generateKeyPairSync('ec', { namedCurve: 'P-256' });
      const alternatives = sequence(...names.map(alternativeName));
      return {
        certificate: issue('server', own.publicKey, extensionOf(OID.subjectAltName, alternatives)),
        key: own.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
      };
    },
  };
}

/** TBSCertificate (RFC 5280, section 4.1). */
function draft(issuer: string, subject: string, publicKey: KeyObject, extension: Buffer): Buffer {
  const now = Date.now();
  return sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    // The first bit of a positive number is 0.
    der(0x02, Buffer.from([1]), randomBytes(15)),
    sequence(oid(OID.ecdsaWithSha256)),
    distinguishedName(issuer),
    sequence(utcTime(now - DAY_MS), utcTime(now + DAY_MS)),
    distinguishedName(subject),
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(extension)),
  );
}

function signed(drafted: Buffer, key: KeyObject): Buffer {
  const signature = der(0x03, Buffer.from([0]), sign('sha256', drafted, key));
  return sequence(drafted, sequence(oid(OID.ecdsaWithSha256)), signature);
}

function certificateOf(bytes: Buffer): string {
  const lines = bytes.toString('base64').match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}

function alternativeName(name: string): Buffer {
  return isIPv4(name) ? der(0x87, Buffer.from(name.split('.').map(Number))) : der(0x82, Buffer.from(name));
}

function extensionOf(identifier: string, value: Buffer): Buffer {
  return sequence(oid(identifier), der(0x01, Buffer.from([0xff])), der(0x04, value));
}

function distinguishedName(name: string): Buffer {
  return sequence(der(0x31, sequence(oid(OID.commonName), der(0x0c, Buffer.from(name)))));
}

function utcTime(ms: number): Buffer {
  const digits = new Date(ms).toISOString().replace(/\D/g, '');
  return der(0x17, Buffer.from(`${digits.slice(2, 14)}Z`));
}

function oid(hex: string): Buffer {
  return der(0x06, Buffer.from(hex, 'hex'));
}

function sequence(...parts: readonly Buffer[]): Buffer {
  return der(0x30, ...parts);
}

/** One value of DER: its tag, its length and its content (ITU-T X.690, section 8.1). */
function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const head =
    length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...head]), content]);
}
