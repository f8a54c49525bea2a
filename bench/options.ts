import { parseArgs } from 'node:util';

/** What a run was asked to do. */
export interface Options {
  /** Bars to measure, such as `B1`; all if none is named. */
  readonly only: readonly string[];
  readonly rounds: number;
  readonly quick: boolean;
  /** A gateway that runs already, on this machine; null to start one. */
  readonly against: string | null;
  /** Where results and report go. */
  readonly out: string;
  /** Whether gateways leave V8 profiles in the folder of results, with a flame picture of each. */
  readonly profile: boolean;
}

/** A command line that asks for what there is not; its message says what there is. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export const USAGE = `npm run bench [-- OPTIONS]

  --only B1,B5      measure these bars only
  --rounds N        rounds of each side, 1 to 50 (default 5; 2 with --quick)
  --quick           short rounds and little data: shows that it works, the figures prove nothing
  --against URL     measure a gateway that runs already on this machine: B2 and B3 only
  --out DIR         where latest.json and report.html go (default bench/results)
  --profile         leave V8 CPU profiles of the gateways in DIR/profiles, list where their time went,
                    and draw it: DIR/flame-GATEWAY.svg
`;

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);

/**
 * Reads the command line.
 * @throws UsageError
 */
export function parseOptions(argv: readonly string[], known: readonly string[]): Options {
  const { values } = parsed(argv);
  const only = (values.only ?? '').split(',').flatMap((id) => (id === '' ? [] : [id.trim().toUpperCase()]));
  const unknown = only.filter((id) => !known.includes(id));
  if (unknown.length > 0) throw new UsageError(`--only: no bar ${unknown.join(', ')}; ${known.join(', ')}`);
  const quick = values.quick;
  return {
    only,
    quick,
    rounds: roundsOf(values.rounds ?? (quick ? '2' : '5')),
    against: values.against === undefined ? null : loopbackUrl(values.against),
    out: values.out,
    profile: values.profile,
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
        against: { type: 'string' },
        out: { type: 'string', default: 'bench/results' },
        profile: { type: 'boolean', default: false },
      },
    });
  } catch (fault) {
    throw new UsageError((fault as Error).message);
  }
}

/**
 * How often everything is measured.
 * @throws UsageError
 */
export function roundsOf(text: string): number {
  const rounds = Number(text);
  if (!Number.isInteger(rounds) || rounds < 1 || rounds > 50) throw new UsageError('--rounds: 1 to 50');
  return rounds;
}

/**
 * The origin of a gateway on this machine: whoever aims a load at somebody else's attacks it.
 * @throws UsageError for any other
 */
export function loopbackUrl(text: string): string {
  if (!URL.canParse(text)) throw new UsageError('--against: a URL such as http://127.0.0.1:4000');
  const { protocol, hostname, origin } = new URL(text);
  if (protocol !== 'http:' || !LOOPBACK.has(hostname)) {
    throw new UsageError('--against: only gateways of this machine, such as http://127.0.0.1:4000');
  }
  return origin;
}
