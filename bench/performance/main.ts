import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { CapacityRun } from '../capacity/capacity-run';
import type { GrowthRun } from '../growth/growth-run';
import { PERFORMANCE_FILES, performanceDocuments, UnfitFigures } from './documents';

const PROJECT_ROOT = join(__dirname, '..', '..');
const pathOf = (file: string): string => join(PROJECT_ROOT, file);

const USAGE = `npm run performance:write [-- --from DIR]

  --from DIR        takes growth.json and capacity.json of this folder, such as bench/results, for the documents first
`;

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { from: { type: 'string' } } });
  const source = (file: string, name: string): string =>
    values.from === undefined ? pathOf(file) : join(resolve(values.from), name);
  const growthFile = source(PERFORMANCE_FILES.growth, 'growth.json');
  const capacityFile = source(PERFORMANCE_FILES.capacity, 'capacity.json');
  const documents = performanceDocuments(
    await readFile(pathOf(PERFORMANCE_FILES.page), 'utf8'),
    JSON.parse(await readFile(growthFile, 'utf8')) as GrowthRun,
    JSON.parse(await readFile(capacityFile, 'utf8')) as CapacityRun,
  );
  // Only now: figures that do not fit leave everything as it was.
  if (values.from !== undefined) {
    await copyFile(growthFile, pathOf(PERFORMANCE_FILES.growth));
    await copyFile(capacityFile, pathOf(PERFORMANCE_FILES.capacity));
  }
  for (const { path, content } of documents) {
    await writeFile(pathOf(path), content);
    process.stdout.write(`${path}\n`);
  }
}

main().catch((fault: unknown) => {
  const { code, message, stack } = fault as NodeJS.ErrnoException;
  const expected = fault instanceof UnfitFigures || code === 'ENOENT';
  process.stderr.write(`${expected ? message : String(stack)}\n`);
  if (code?.startsWith('ERR_PARSE_ARGS') === true) process.stderr.write(`\n${USAGE}`);
  process.exitCode = 1;
});
