// Copies what the compiler leaves behind into dist/, beside the code that loads it: the Lua scripts, the messages and
// the code of threads.
import { cpSync, readdirSync } from 'node:fs';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const assets = new Set(['.lua', '.json', '.js']);

const copied = readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && assets.has(extname(entry.name)))
  .map((entry) => join(entry.parentPath, entry.name).slice(root.length));

for (const path of copied) cpSync(join(root, path), join(root, 'dist', path));
console.log(`copied ${copied.length} assets into dist/`);
