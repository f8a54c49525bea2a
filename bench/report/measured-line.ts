import type { Machine } from './machine';

/** What any table of figures has to say of where it comes from. */
export interface Provenance {
  readonly command: string;
  /** Null outside a clone. */
  readonly commit: string | null;
  /** Whether the tree had changes beside that commit. */
  readonly modified: boolean;
  /** ISO 8601, UTC. */
  readonly date: string;
  /** `quick` runs show that the command works; their figures prove nothing. */
  readonly mode: 'full' | 'quick';
  readonly rounds: number;
  readonly machine: Machine;
}

/** A load before the run of more than this part of the cores is no accident. */
const SHARED_FROM = 4;

/** Machine, date, commit and command in one paragraph of Markdown. */
export function measuredLine(run: Provenance): string {
  const { cpu, cores, memoryGiB, system, node, loadBefore } = run.machine;
  const commit = run.commit === null ? 'no commit' : `commit ${run.commit.slice(0, 12)}`;
  const tree = `${commit}${run.modified ? ' with changes' : ''}`;
  const quick = run.mode === 'quick' ? ' A quick run: its figures prove nothing.' : '';
  const shared =
    loadBefore > cores / SHARED_FROM
      ? ' Others were using the machine: times and throughput are theirs as well, processor time is not.'
      : '';
  const rounds = run.rounds === 1 ? 'one round' : `${run.rounds} rounds`;
  return `Measured on ${cpu}, ${cores} cores, ${memoryGiB} GiB, ${system}, Node ${node}, load before ${loadBefore}; ${run.date.slice(0, 10)}, ${tree}; \`${run.command}\`, ${rounds}.${shared}${quick}`;
}
