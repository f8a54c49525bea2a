import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import ts from 'typescript';

/** One import of the product: which file names what, both as paths from the root with forward slashes. */
export interface Import {
  readonly from: string;
  /** A file of the product, or the name of a package. */
  readonly to: string;
}

/** Every TypeScript file below `folder`. */
export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => posix.join(folder, name.replaceAll('\\', '/')));
}

/** Every import of `file`, of types too: a type is knowledge of its owner. */
export function importsOf(file: string): Import[] {
  return ts
    .preProcessFile(readFileSync(file, 'utf8'), true, true)
    .importedFiles.map(({ fileName }) => ({ from: file, to: resolve(file, fileName) }));
}

function resolve(file: string, name: string): string {
  if (!name.startsWith('.')) return name;
  const path = join(dirname(file), name).replaceAll('\\', '/');
  return existsSync(`${path}.ts`) ? `${path}.ts` : path;
}
