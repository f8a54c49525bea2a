import type { RawAnswer } from '../json-client';
import type { Random } from '../random';
import { visiblePartOf } from './visible';
import { welch, type Comparison } from './welch';

/** Two requests that nobody may be able to tell apart by their answers. Each sample is given its number. */
export interface Pair {
  readonly name: string;
  readonly first: (sample: number) => Promise<RawAnswer>;
  readonly second: (sample: number) => Promise<RawAnswer>;
  /** What every answer must hold, so that a mistake of the prover does not pass for sameness. */
  readonly expected: string;
}

/** What became of a pair. */
export interface Compared extends Comparison {
  readonly name: string;
  /** Answers of the one that do not occur among those of the other. */
  readonly differences: readonly string[];
}

/** TVLA's threshold: Goodwill et al., "A testing methodology for side-channel resistance validation" (2011). */
export const T_THRESHOLD = 4.5;

const WARM_UP = 25;

/**
 * Asks both `samples` times, one after the other, which of them first by lot: whatever else the machine does meets both
 * alike. After {@link WARM_UP} unmeasured rounds every measurement counts, none is trimmed.
 * @throws Error if an answer is not of the expected kind
 */
export async function compare(pair: Pair, samples: number, random: Random): Promise<Compared> {
  const measured = { first: [] as number[], second: [] as number[] };
  const seen = { first: new Set<string>(), second: new Set<string>() };
  for (let round = 0; round < samples + WARM_UP; round += 1) {
    for (const which of random.happens(0.5)
      ? (['first', 'second'] as const)
      : (['second', 'first'] as const)) {
      const answer = await pair[which](round);
      if (!answer.text.includes(pair.expected)) {
        throw new Error(`${pair.name}: expected ${pair.expected}, not ${answer.text}`);
      }
      if (round < WARM_UP) continue;
      measured[which].push(answer.tookMs);
      seen[which].add(visiblePartOf(answer));
    }
  }
  return {
    name: pair.name,
    ...welch(measured.first, measured.second),
    differences: [...missing(seen.first, seen.second), ...missing(seen.second, seen.first)],
  };
}

/** How many requests of either kind a comparison makes. */
export function requestsOf(samples: number): number {
  return samples + WARM_UP;
}

function missing(from: ReadonlySet<string>, among: ReadonlySet<string>): string[] {
  return [...from].filter((answer) => !among.has(answer));
}
