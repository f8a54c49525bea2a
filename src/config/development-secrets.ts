import { hkdfSync, randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const FILE = 'development-secrets.json';

const secrets = z
  .object({
    ATTEMPT_KEY_SECRET: z.string().min(1),
    PEPPERS: z.string().min(1),
    RECEIPT_KEY_SECRET: z.string().min(1).optional(),
  })
  // A folder from before there were receipts: derived, so that nothing is rewritten and every start finds the same.
  .transform((kept) => ({ ...kept, RECEIPT_KEY_SECRET: kept.RECEIPT_KEY_SECRET ?? derivedFrom(kept) }));

/** The settings that are generated when a developer gives none, in the spelling of the environment. */
export type DevelopmentSecrets = z.output<typeof secrets>;

/**
 * The secrets of a development folder: made at the first start, the same at every later one, so that hashes and
 * counters stay valid. Kept in `dataDir` readable by its owner only.
 * @throws the file system's error if the folder cannot be written or read
 */
export function developmentSecrets(dataDir: string): DevelopmentSecrets {
  const path = join(dataDir, FILE);
  // Others may pass through, not look in: the embedded PostgreSQL of root runs as another system user.
  mkdirSync(dataDir, { recursive: true, mode: 0o711 });
  return read(path) ?? create(path);
}

function read(path: string): DevelopmentSecrets | null {
  try {
    return secrets.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    if (isMissing(error)) return null;
    // eslint-disable-next-line preserve-caught-error -- a parser's message may quote the file
    throw new Error(
      `${FILE} in the data folder cannot be read; restore it, or remove it to start with new secrets`,
    );
  }
}

function isMissing(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT';
}

/** Writes beside the file and links it into place, so that of two first starts one wins and both read the same. */
function create(path: string): DevelopmentSecrets {
  const draft = `${path}.${randomBytes(6).toString('hex')}`;
  const made = { ATTEMPT_KEY_SECRET: key(), PEPPERS: `1:${key()}`, RECEIPT_KEY_SECRET: key() };
  writeFileSync(draft, JSON.stringify(made, null, 2), { mode: 0o600, flag: 'wx' });
  try {
    linkSync(draft, path);
    return made;
  } catch (error) {
    const other = read(path);
    if (other === null) throw error;
    return other;
  } finally {
    unlinkSync(draft);
  }
}

function key(): string {
  return randomBytes(32).toString('base64');
}

function derivedFrom({ ATTEMPT_KEY_SECRET }: { readonly ATTEMPT_KEY_SECRET: string }): string {
  return Buffer.from(hkdfSync('sha256', ATTEMPT_KEY_SECRET, '', 'RECEIPT_KEY_SECRET', 32)).toString('base64');
}
