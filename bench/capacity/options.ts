import { parseArgs } from 'node:util';
import { roundsOf, UsageError } from '../options';

/** What a run was asked to do. */
export interface CapacityOptions {
  readonly rounds: number;
  readonly quick: boolean;
  /** Where the figures go. */
  readonly out: string;
}

export const CAPACITY_USAGE = `npm run bench:capacity [-- OPTIONS]

  --rounds N        rounds of both loads, 1 to 50 (default 5; 2 with --quick)
  --quick           short rounds: shows that it works, the figures prove nothing
  --out DIR         where capacity.json goes (default bench/results)
`;

/**
 * Reads the command line.
 * @throws UsageError
 */
export function parseCapacityOptions(argv: readonly string[]): CapacityOptions {
  const { rounds, quick, out } = parsed(argv);
  return { rounds: roundsOf(rounds ?? (quick ? '2' : '5')), quick, out };
}

function parsed(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      options: {
        rounds: { type: 'string' },
        quick: { type: 'boolean', default: false },
        out: { type: 'string', default: 'bench/results' },
      },
    }).values;
  } catch (fault) {
    throw new UsageError((fault as Error).message);
  }
}
