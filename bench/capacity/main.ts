import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { endWithFault } from '../end-with-fault';
import { describeMachine } from '../report/machine';
import { commandLine, originOf } from '../report/provenance';
import { onStage } from '../stage/on-stage';
import { withStages } from '../stage/with-stages';
import { renderCapacity } from './capacity-markdown';
import type { CapacityRun } from './capacity-run';
import { CpuTimeUnknown, measureCapacity } from './measure-capacity';
import { CAPACITY_USAGE, parseCapacityOptions } from './options';

const LIMIT_MS = 900_000;

async function main(): Promise<void> {
  const argv = process.argv.slice(2);
  const options = parseCapacityOptions(argv);
  const machine = describeMachine();
  const measured = await withStages(options, (stageOf, interrupted) =>
    onStage(stageOf('capacity'), LIMIT_MS, interrupted, measureCapacity),
  );
  // Half a run would take the place of a whole one.
  if (measured === null) return;
  const run: CapacityRun = {
    command: commandLine('bench:capacity', argv),
    ...originOf(options, machine),
    ...measured,
  };
  const folder = resolve(options.out);
  await mkdir(folder, { recursive: true });
  const file = join(folder, 'capacity.json');
  await writeFile(file, `${JSON.stringify(run, null, 2)}\n`);
  process.stdout.write(`${renderCapacity(run)}\n\n${file}\n`);
}

main().catch((fault: unknown) => {
  endWithFault(fault, CAPACITY_USAGE, CpuTimeUnknown);
});
