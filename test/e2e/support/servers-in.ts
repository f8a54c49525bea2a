import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';

/** The process ids of the private servers whose data are somewhere in a folder. */
export async function serversIn(folder: string): Promise<readonly number[]> {
  const files = await readdir(folder, { recursive: true });
  const pidFiles = files.filter((file) => ['postmaster.pid', 'redis.pid'].includes(basename(file)));
  const texts = await Promise.all(pidFiles.map((file) => readFile(join(folder, file), 'utf8')));
  return texts.map((text) => Number.parseInt(text, 10));
}
