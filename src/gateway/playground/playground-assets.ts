import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

/** A file name that needs no escaping in a URL or an attribute. */
const fileName = z.string().regex(/^[\w-]+\.(js|css|png)$/);

const manifest = z.object({ script: fileName, style: fileName, icon: fileName });

/** The names of the Playground's static files; each contains a hash of its content. */
export type PlaygroundAssets = Readonly<z.infer<typeof manifest>>;

/**
 * Reads which files scripts/extract-playground.mjs put into `assetsDir`.
 * Rejects with what to do when they are not there.
 */
export async function readPlaygroundAssets(assetsDir: string): Promise<PlaygroundAssets> {
  try {
    return manifest.parse(JSON.parse(await readFile(join(assetsDir, 'manifest.json'), 'utf8')));
  } catch (cause) {
    throw new Error(`No Playground in ${assetsDir}: run "node scripts/extract-playground.mjs".`, { cause });
  }
}
