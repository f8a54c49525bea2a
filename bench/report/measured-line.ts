import { machineText } from './machine';
import type { Provenance } from './provenance';

/** A load before the run of more than this part of the cores is no accident. */
const SHARED_FROM = 4;

/** Machine, date, commit and command in one paragraph of Markdown. */
export function measuredLine(run: Provenance): string {
  const { cores, loadBefore } = run.machine;
  const commit = run.commit === null ? 'no commit' : `commit ${run.commit.slice(0, 12)}`;
  const tree = `${commit}${run.modified ? ' with changes' : ''}`;
  const quick = run.mode === 'quick' ? ' A quick run: its figures prove nothing.' : '';
  const shared =
    loadBefore > cores / SHARED_FROM
      ? ' Others were using the machine: times and throughput are theirs as well, processor time is not.'
      : '';
  const rounds = run.rounds === 1 ? 'one round' : `${run.rounds} rounds`;
  return `Measured on ${machineText(run.machine)}; ${run.date.slice(0, 10)}, ${tree}; \`${run.command}\`, ${rounds}.${shared}${quick}`;
}
