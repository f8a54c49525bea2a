import { build, type Histogram } from 'hdr-histogram-js';
import { costOf, together, type CpuUse } from '../measure/cpu-account';
import { perPart } from '../measure/cpu-parts';
import { spreadOf } from '../measure/spread';
import { rounded } from '../report/rounded';
import type { Cost, Figure } from './growth-run';

/** One operation at one size in one round. */
export interface Sample {
  /** Microseconds, of the answers that were wanted. */
  readonly latency: Histogram;
  readonly perSecond: number;
  /** Requests that were told to come back later. */
  readonly busy: number;
  readonly use: CpuUse | null;
}

/**
 * What the rounds come to. Percentiles are of all answers together, since one round has too few for its 99th; the least
 * and the most are of single rounds.
 * @throws RangeError if there is none
 */
export function costOfRounds(rounds: readonly Sample[]): Cost {
  const perSecond = spreadOf(rounds.map((round) => round.perSecond));
  const all = build({ useWebAssembly: false });
  for (const { latency } of rounds) all.add(latency);
  return {
    p50: percentileOf(50, all, rounds),
    p99: percentileOf(99, all, rounds),
    perSecond: figure(perSecond.median, perSecond),
    busy: rounds.reduce((sum, { busy }) => sum + busy, 0),
    cpuMs: cpuOf(rounds),
  };
}

function percentileOf(rank: number, all: Histogram, rounds: readonly Sample[]): Figure {
  const ms = (histogram: Histogram): number => histogram.getValueAtPercentile(rank) / 1_000;
  return figure(ms(all), spreadOf(rounds.map(({ latency }) => ms(latency))));
}

function figure(value: number, { min, max }: Pick<Figure, 'min' | 'max'>): Figure {
  return { value: rounded(value), min: rounded(min), max: rounded(max) };
}

function cpuOf(rounds: readonly Sample[]): Cost['cpuMs'] {
  const accounts = rounds.flatMap(({ use, latency }) => {
    return use === null ? [] : [{ use, answers: latency.totalCount }];
  });
  if (accounts.length < rounds.length) return null;
  const answers = accounts.reduce((sum, account) => sum + account.answers, 0);
  const all = costOf(together(accounts.map(({ use }) => use)), answers);
  const each = accounts.map((account) => costOf(account.use, account.answers));
  return perPart((part) => figure(all[part], spreadOf(each.map((cost) => cost[part]))));
}
