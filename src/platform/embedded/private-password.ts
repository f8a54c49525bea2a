import { randomBytes } from 'node:crypto';
import { chown, readFile, writeFile } from 'node:fs/promises';
import type { SystemAccount } from './postgres-account';

/** 256 bits, as for session tokens (R9): nothing on the machine can guess its way into a private server. */
const PASSWORD_BYTES = 32;

/**
 * Reads the password kept in `file`, or makes one and keeps it there with mode 0600.
 *
 * `owner` is the account of the server, when it is another one than this process's.
 */
export async function keepPrivatePassword(file: string, owner?: SystemAccount): Promise<string> {
  const kept = await readFile(file, 'utf8').catch(() => '');
  if (kept.length === PASSWORD_BYTES * 2) return kept;
  const password = randomBytes(PASSWORD_BYTES).toString('hex');
  await writeFile(file, password, { mode: 0o600 });
  if (owner !== undefined) await chown(file, owner.uid, owner.gid);
  return password;
}
