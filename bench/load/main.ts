import { temporaryFolder } from '../../test/support/temporary-folder';
import { endWithFault } from '../end-with-fault';
import { readLoadAccounts } from '../seed/load-accounts';
import { Closings } from '../stage/closings';
import { BrokenPromise } from './broken-promise';
import type { LoopSecond } from './open-loop';
import { LOAD_USAGE, type LoadOptions, parseLoadOptions } from './options';
import { renderScenarioReport } from './render-report';
import { arrivalsOf, runScenario } from './run-scenario';
import { checkTarget, startTarget, type Target, UnfitTarget } from './target';

async function main(): Promise<void> {
  const options = parseLoadOptions(process.argv.slice(2));
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      stop.abort();
    });
  }
  const closings = new Closings();
  stop.signal.addEventListener('abort', () => void closings.close());
  try {
    const target = await targetOf(options, closings, stop.signal);
    const report = await runScenario({ ...options, ...target, signal: stop.signal, onSecond: tell });
    process.stdout.write(renderScenarioReport(report));
    if (report.complaints.length > 0) process.exitCode = 1;
  } catch (fault) {
    if (!stop.signal.aborted) throw fault;
  } finally {
    await closings.close();
  }
  if (stop.signal.aborted) process.exitCode = 130;
}

/** A gateway of one's own with all that the scenario needs, or the one that somebody else has started and seeded. */
async function targetOf(options: LoadOptions, closings: Closings, interrupted: AbortSignal): Promise<Target> {
  const { scenario, against } = options;
  if (against === null) {
    const folder = await temporaryFolder();
    await closings.add(() => folder.remove());
    return startTarget(folder.path, scenario.population(arrivalsOf(options)), closings, say, interrupted);
  }
  const accounts = await readLoadAccounts(process.env['DATA_DIR'] ?? '.data');
  if (accounts === null) {
    throw new UnfitTarget(
      'Nothing was seeded with this data folder (DATA_DIR): npm run seed -- --users N first.',
    );
  }
  const target = { url: against, accounts };
  await checkTarget(target, scenario.population(1));
  return target;
}

function tell({ second, sent, outcomes, inFlight }: LoopSecond): void {
  const told = [...outcomes].map(([outcome, count]) => `${outcome} ${count}`).join(', ');
  say(`${second + 1} s: ${sent} sent, ${inFlight} without an answer yet; ${told}`);
}

/** What is going on goes to standard error, so that the summary alone is on standard output. */
function say(line: string): void {
  process.stderr.write(process.stderr.isTTY ? `\r\u001b[K${line.slice(0, 120)}` : `${line}\n`);
}

main().catch((fault: unknown) => {
  endWithFault(fault, LOAD_USAGE, UnfitTarget, BrokenPromise);
});
