import { parseArgs } from 'node:util';
import { loopbackUrl, UsageError } from '../options';
import type { Scenario } from './scenario';
import { ALL_SCENARIOS } from './scenarios/all-scenarios';

/** What a load was asked to be. */
export interface LoadOptions {
  readonly scenario: Scenario;
  readonly rate: number;
  readonly seconds: number;
  /** Addresses that strangers come from. */
  readonly strangers: number;
  /** A gateway of this machine that runs already; null to start one. */
  readonly against: string | null;
}

/** The strangers' half of the addresses that are set aside for benchmarks has room for so many. */
const MOST_ADDRESSES = 65_536;

export const LOAD_USAGE = `npm run load -- --scenario NAME [OPTIONS]

  --rate R          arrivals a second, evenly spaced, whatever becomes of those before
  --duration S      seconds
  --clients N       addresses that strangers come from (default 1000)
  --against URL     a gateway that runs on this machine already, seeded by npm run seed (default: one of its own)

${ALL_SCENARIOS.map(({ name, about, rate, seconds }) => `  ${name} (${rate}/s for ${seconds} s)\n    ${about}\n`).join('')}`;

/**
 * Reads the command line.
 * @throws UsageError
 */
export function parseLoadOptions(argv: readonly string[]): LoadOptions {
  const values = parsed(argv);
  const scenario = ALL_SCENARIOS.find(({ name }) => name === values.scenario);
  if (scenario === undefined) {
    throw new UsageError(`--scenario: one of ${ALL_SCENARIOS.map(({ name }) => name).join(', ')}`);
  }
  return {
    scenario,
    rate: figure('--rate', values.rate, scenario.rate, 100_000),
    seconds: figure('--duration', values.duration?.replace(/s$/, ''), scenario.seconds, 86_400),
    strangers: Math.ceil(figure('--clients', values.clients, 1_000, MOST_ADDRESSES)),
    against: values.against === undefined ? null : loopbackUrl(values.against),
  };
}

interface Values {
  readonly scenario?: string | undefined;
  readonly rate?: string | undefined;
  readonly duration?: string | undefined;
  readonly clients?: string | undefined;
  readonly against?: string | undefined;
}

function parsed(argv: readonly string[]): Values {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args: [...argv],
      options: { scenario: text, rate: text, duration: text, clients: text, against: text },
    }).values;
  } catch (fault) {
    throw new UsageError((fault as Error).message);
  }
}

function figure(option: string, text: string | undefined, standard: number, most: number): number {
  if (text === undefined) return standard;
  const value = Number(text);
  if (!(value > 0 && value <= most)) throw new UsageError(`${option}: a number above 0, at most ${most}`);
  return value;
}
