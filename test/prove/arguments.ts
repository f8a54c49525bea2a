import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import type { ProofOptions } from './proof';

/** The bars that the command proves, in its order. */
export const BARS = ['F2', 'F3', 'F4', 'F5', 'F6', 'F7', 'F8', 'F9', 'F10', 'F11', 'F12', 'F13'] as const;

export type Bar = (typeof BARS)[number];

/** What the command line says. */
export interface ProveArguments extends Omit<ProofOptions, 'tell'> {
  readonly only: readonly Bar[];
}

/** As many samples as the bar asks for. */
const SAMPLES = 2_000;
/** A short run of the generated requests; the bar itself asks for 100,000. */
const COUNT = 3_000;

/**
 * Reads `--only F8,F9 --samples 2000 --count 100000 --seed 1`; what is not given has its default.
 * @throws Error with one sentence that says what is wrong
 */
export function readArguments(args: readonly string[]): ProveArguments {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: 'string' },
      samples: { type: 'string' },
      count: { type: 'string' },
      seed: { type: 'string' },
    },
  });
  return {
    only: values.only === undefined ? BARS : values.only.split(',').map((name) => barOf(name.trim())),
    samples: wholeNumber('--samples', values.samples, SAMPLES, 2),
    count: wholeNumber('--count', values.count, COUNT, 1),
    seed: wholeNumber('--seed', values.seed, randomInt(2 ** 31), 0),
  };
}

function barOf(name: string): Bar {
  const bar = BARS.find((known) => known === name.toUpperCase());
  if (bar === undefined) throw new Error(`--only takes some of ${BARS.join(', ')}, not ${name}.`);
  return bar;
}

function wholeNumber(name: string, text: string | undefined, byDefault: number, least: number): number {
  if (text === undefined) return byDefault;
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < least || value > 2 ** 31) {
    throw new Error(`${name} takes a whole number of at least ${least}.`);
  }
  return value;
}
