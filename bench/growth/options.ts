import { parseArgs } from 'node:util';
import { roundsOf, UsageError } from '../options';
import { DIMENSIONS, type Dimension } from './growth-run';

/** What a run was asked to do. */
export interface GrowthOptions {
  readonly only: readonly Dimension[];
  readonly rounds: number;
  readonly quick: boolean;
  /** Whether everything but the clients grows to a million too. */
  readonly million: boolean;
  /** Where figures and pictures go. */
  readonly out: string;
}

export const GROWTH_USAGE = `npm run bench:growth [-- OPTIONS]

  --only users,history  let only these grow: ${DIMENSIONS.join(', ')}
  --million             up to 1,000,000 users, counters and events too: some ten minutes more to load them
  --rounds N            rounds over all sizes, 1 to 50 (default 5; 1 with --quick)
  --quick               small sizes and short rounds: shows that it works, the figures prove nothing
  --out DIR             where growth.json and the pictures go (default bench/results)
`;

/**
 * Reads the command line.
 * @throws UsageError
 */
export function parseGrowthOptions(argv: readonly string[]): GrowthOptions {
  const values = parsed(argv);
  const { quick, million, out } = values;
  const asked = (values.only ?? '').split(',').flatMap((name) => (name === '' ? [] : [name.trim()]));
  const unknown = asked.filter((name) => !(DIMENSIONS as readonly string[]).includes(name));
  if (unknown.length > 0) {
    throw new UsageError(`--only: ${unknown.join(', ')} does not grow; ${DIMENSIONS.join(', ')}`);
  }
  return {
    only: DIMENSIONS.filter((dimension) => asked.length === 0 || asked.includes(dimension)),
    rounds: roundsOf(values.rounds ?? (quick ? '1' : '5')),
    quick,
    million,
    out,
  };
}

function parsed(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      options: {
        only: { type: 'string' },
        rounds: { type: 'string' },
        quick: { type: 'boolean', default: false },
        million: { type: 'boolean', default: false },
        out: { type: 'string', default: 'bench/results' },
      },
    }).values;
  } catch (fault) {
    throw new UsageError((fault as Error).message);
  }
}
