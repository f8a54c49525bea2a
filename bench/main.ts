import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { ALL_BARS } from './bars/all-bars';
import type { Bar } from './bars/bar';
import { endWithFault } from './end-with-fault';
import { measureBars, type Outcome } from './measure-bars';
import { parseOptions, USAGE, type Options } from './options';
import type { FlameHeader } from './report/flame';
import { describeRun, renderReport } from './report/html';
import { describeMachine } from './report/machine';
import { originOf } from './report/provenance';
import { resultsDocument, type Run } from './report/results-file';
import { renderTable } from './report/table';
import { untilInterrupted } from './stage/interruption';
import { onOwnServers } from './stage/on-own-servers';
import { paceOf } from './stage/pace';
import { Profiles } from './stage/profiles';

async function main(): Promise<void> {
  const options = parseOptions(
    process.argv.slice(2),
    ALL_BARS.map(({ id }) => id),
  );
  const interruption = untilInterrupted();
  const bars = chosen(options);
  const out = resolve(options.out);
  await mkdir(out, { recursive: true });
  const profiles = options.profile ? await emptyProfiles(join(out, 'profiles')) : null;
  const machine = describeMachine();
  const outcome = await onOwnServers(interruption, (own) =>
    measureBars(bars, { ...own, pace: paceOf(options), against: options.against, profiles }, interruption),
  );
  // Half a run would take the place of a whole one.
  if (interruption.aborted) return;
  const run: Run = { ...originOf(options, machine), results: outcome.results };
  const flames = (await profiles?.drawInto(out, (gateway) => flameHeader(gateway, run))) ?? [];
  await publish(run, outcome, flames, out);
  if (profiles !== null) process.stdout.write(await profiles.describe());
  if (outcome.faults.length > 0) process.exitCode = 1;
}

async function emptyProfiles(folder: string): Promise<Profiles> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder);
  return new Profiles(folder);
}

/** Those that were asked for; of a gateway that others started, those that need nothing but its address. */
function chosen({ only, against }: Options): readonly Bar[] {
  const asked = ALL_BARS.filter(({ id }) => only.length === 0 || only.includes(id));
  if (against === null) return asked;
  const possible = asked.filter(({ needsOnlyUrl }) => needsOnlyUrl);
  const left = asked.filter(({ needsOnlyUrl }) => !needsOnlyUrl).map(({ id }) => id);
  if (left.length > 0) process.stderr.write(`not against a gateway of others: ${left.join(', ')}\n`);
  return possible;
}

function flameHeader(gateway: string, run: Run): FlameHeader {
  const bar = ALL_BARS.find(({ id }) => gateway.startsWith(`${id}-`));
  return {
    title: bar === undefined ? gateway : `${gateway}: ${bar.title}`,
    run: `${run.mode === 'quick' ? 'Quick run, ' : 'Run of '}${describeRun(run)}`,
  };
}

async function publish(
  run: Run,
  { charts, faults }: Outcome,
  flames: readonly string[],
  out: string,
): Promise<void> {
  const { stderr, stdout } = process;
  if (run.results.length > 0) {
    await writeFile(join(out, 'latest.json'), `${JSON.stringify(resultsDocument(run), null, 2)}\n`);
    await writeFile(join(out, 'report.html'), renderReport(run, charts, flames));
    stdout.write(renderTable(run.results));
    if (run.mode === 'quick') stdout.write('A quick run: its figures prove nothing.\n');
    stdout.write(`${join(out, 'latest.json')}\n${join(out, 'report.html')}\n`);
  }
  for (const flame of flames) stdout.write(`${join(out, flame)}\n`);
  for (const { bar, fault } of faults) {
    stderr.write(
      `${bar} could not be measured: ${fault instanceof Error ? String(fault.stack) : String(fault)}\n`,
    );
  }
}

main().catch((fault: unknown) => {
  endWithFault(fault, USAGE);
});
