import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Kind } from './parsers';

/** A file of certificates that was read once, at the start. */
export interface CertificateFile {
  readonly path: string;
  readonly pem: string;
}

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/** Null unless the file can be read and holds certificates (RFC 7468, section 5), each of them sound. */
function readCertificates(path: string): CertificateFile | null {
  try {
    const pem = readFileSync(path, 'utf8');
    const certificates = pem.match(CERTIFICATE) ?? [];
    for (const certificate of certificates) new X509Certificate(certificate);
    return certificates.length === 0 ? null : { path, pem };
  } catch {
    return null;
  }
}

/** The authorities that may vouch for a server: found out at the start, rather than at the first connection. */
export const certificateFile: Kind<CertificateFile> = {
  parser: z.string().transform((path, context) => {
    const file = readCertificates(path);
    if (file !== null) return file;
    context.addIssue({ code: 'custom', message: 'no certificates' });
    return z.NEVER;
  }),
  wanted: 'the path of a file of certificates in PEM',
};
