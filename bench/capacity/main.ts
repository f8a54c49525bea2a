import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { StartupProblem } from '../../src/platform/embedded/startup-problem';
import { UsageError } from '../options';
import { checkedOut, describeMachine } from '../report/machine';
import { onStage } from '../stage/on-stage';
import { withStages } from '../stage/with-stages';
import { renderCapacity } from './capacity-markdown';
import type { CapacityRun } from './capacity-run';
import { CpuTimeUnknown, measureCapacity } from './measure-capacity';
import { CAPACITY_USAGE, parseCapacityOptions } from './options';

const PROJECT_ROOT = join(__dirname, '..', '..');
const LIMIT_MS = 900_000;

async function main(): Promise<void> {
  const argv = process.argv.slice(2);
  const { quick, rounds, out } = parseCapacityOptions(argv);
  const machine = describeMachine();
  const measured = await withStages({ quick, rounds }, (stageOf, interrupted) =>
    onStage(stageOf('capacity'), LIMIT_MS, interrupted, measureCapacity),
  );
  // Half a run would take the place of a whole one.
  if (measured === null) return;
  const run: CapacityRun = {
    command: ['npm run bench:capacity', ...(argv.length === 0 ? [] : ['--', ...argv])].join(' '),
    ...checkedOut(PROJECT_ROOT),
    date: new Date().toISOString(),
    mode: quick ? 'quick' : 'full',
    rounds,
    machine,
    ...measured,
  };
  const folder = resolve(out);
  await mkdir(folder, { recursive: true });
  const file = join(folder, 'capacity.json');
  await writeFile(file, `${JSON.stringify(run, null, 2)}\n`);
  process.stdout.write(`${renderCapacity(run)}\n\n${file}\n`);
}

main().catch((fault: unknown) => {
  const expected =
    fault instanceof UsageError || fault instanceof StartupProblem || fault instanceof CpuTimeUnknown;
  process.stderr.write(`${expected ? fault.message : String((fault as Error).stack)}\n`);
  if (fault instanceof UsageError) process.stderr.write(`\n${CAPACITY_USAGE}`);
  process.exitCode = fault instanceof UsageError ? 2 : 1;
});
