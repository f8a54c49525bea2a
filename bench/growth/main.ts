import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { StartupProblem } from '../../src/platform/embedded/startup-problem';
import { UsageError } from '../options';
import { checkedOut, describeMachine } from '../report/machine';
import { onStage } from '../stage/on-stage';
import type { Stage } from '../stage/stage';
import { withStages } from '../stage/with-stages';
import { growthPaceOf } from './growth-pace';
import { renderGrowth } from './growth-markdown';
import { growthPictures } from './growth-pictures';
import type { Growth, GrowthRun } from './growth-run';
import { measureGrowth } from './measure-growth';
import { GROWTH_USAGE, parseGrowthOptions, type GrowthOptions } from './options';

const PROJECT_ROOT = join(__dirname, '..', '..');

/** For one dimension; a million of everything takes some minutes to load. */
const LIMIT_MS = 1_800_000;

async function main(): Promise<void> {
  const argv = process.argv.slice(2);
  const options = parseGrowthOptions(argv);
  const { quick, rounds } = options;
  const machine = describeMachine();
  const growths = await withStages({ quick, rounds }, (stageOf, interrupted) =>
    measureAll(options, stageOf, interrupted),
  );
  // Half a run would take the place of a whole one.
  if (growths === null) return;
  await publish(options.out, {
    command: ['npm run bench:growth', ...(argv.length === 0 ? [] : ['--', ...argv])].join(' '),
    ...checkedOut(PROJECT_ROOT),
    date: new Date().toISOString(),
    mode: quick ? 'quick' : 'full',
    rounds,
    machine,
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
  const expected = fault instanceof UsageError || fault instanceof StartupProblem;
  process.stderr.write(`${expected ? fault.message : String((fault as Error).stack)}\n`);
  if (fault instanceof UsageError) process.stderr.write(`\n${GROWTH_USAGE}`);
  process.exitCode = fault instanceof UsageError ? 2 : 1;
});
