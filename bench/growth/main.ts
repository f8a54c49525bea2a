import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { endWithFault } from '../end-with-fault';
import { describeMachine } from '../report/machine';
import { commandLine, originOf } from '../report/provenance';
import { onStage } from '../stage/on-stage';
import type { Stage } from '../stage/stage';
import { withStages } from '../stage/with-stages';
import { growthPaceOf } from './growth-pace';
import { renderGrowth } from './growth-markdown';
import { growthPictures } from './growth-pictures';
import type { Growth, GrowthRun } from './growth-run';
import { measureGrowth } from './measure-growth';
import { GROWTH_USAGE, parseGrowthOptions, type GrowthOptions } from './options';

/** For one dimension; a million of everything takes some minutes to load. */
const LIMIT_MS = 1_800_000;

async function main(): Promise<void> {
  const argv = process.argv.slice(2);
  const options = parseGrowthOptions(argv);
  const machine = describeMachine();
  const growths = await withStages(options, (stageOf, interrupted) =>
    measureAll(options, stageOf, interrupted),
  );
  // Half a run would take the place of a whole one.
  if (growths === null) return;
  await publish(options.out, {
    command: commandLine('bench:growth', argv),
    ...originOf(options, machine),
    growths,
  });
}

async function measureAll(
  options: GrowthOptions,
  stageOf: (name: string) => Stage,
  interrupted: AbortSignal,
): Promise<readonly Growth[]> {
  const growths: Growth[] = [];
  for (const dimension of options.only) {
    growths.push(
      await onStage(stageOf(dimension), LIMIT_MS, interrupted, (stage) =>
        measureGrowth(stage, dimension, growthPaceOf(options)),
      ),
    );
  }
  return growths;
}

async function publish(folder: string, run: GrowthRun): Promise<void> {
  const out = resolve(folder);
  await mkdir(out, { recursive: true });
  const file = join(out, 'growth.json');
  await writeFile(file, `${JSON.stringify(run, null, 2)}\n`);
  const pictures = growthPictures(run);
  for (const { name, svg } of pictures) await writeFile(join(out, name), svg);
  process.stdout.write(`${renderGrowth(run, '.')}\n`);
  if (run.mode === 'quick') process.stdout.write('A quick run: its figures prove nothing.\n');
  process.stdout.write(`${file}\n`);
}

main().catch((fault: unknown) => {
  endWithFault(fault, GROWTH_USAGE);
});
