import { chmod, chown, mkdir } from 'node:fs/promises';
import { StartupProblem } from './startup-problem';
import { systemErrorCode } from './system-error-code';
import type { SystemAccount } from './postgres-account';

/**
 * Makes `folder` with its parents, for the eyes of `owner` (default: this process) only.
 *
 * @throws StartupProblem when the folder cannot be made or is not writable.
 */
export async function makePrivateFolder(folder: string, owner?: SystemAccount): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    await chmod(folder, 0o700);
    if (owner !== undefined) await chown(folder, owner.uid, owner.gid);
  } catch (cause) {
    throw new StartupProblem(
      `The folder ${folder} cannot be written (${systemErrorCode(cause)}): set DATA_DIR to a folder that this user may write to.`,
    );
  }
}
