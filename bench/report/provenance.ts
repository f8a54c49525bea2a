import { join } from 'node:path';
import { checkedOut, type Machine } from './machine';

const PROJECT_ROOT = join(__dirname, '..', '..');

/** Of what, when and on what a run was made. */
export interface Origin {
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

/** What any table of figures has to say of where it comes from. */
export interface Provenance extends Origin {
  readonly command: string;
}

/** The origin of a run that has just ended; the machine as it was before, when no load on it was the run's own. */
export function originOf(
  { quick, rounds }: { readonly quick: boolean; readonly rounds: number },
  machine: Machine,
): Origin {
  return {
    ...checkedOut(PROJECT_ROOT),
    date: new Date().toISOString(),
    mode: quick ? 'quick' : 'full',
    rounds,
    machine,
  };
}

/** The command that made a run, as somebody would type it again. */
export function commandLine(script: string, argv: readonly string[]): string {
  return [`npm run ${script}`, ...(argv.length === 0 ? [] : ['--', ...argv])].join(' ');
}
