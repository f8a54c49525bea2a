import type { Part } from '../measure/cpu-parts';
import type { Provenance } from '../report/provenance';

/** What may grow. */
export const DIMENSIONS = ['users', 'counters', 'history', 'clients'] as const;

export type Dimension = (typeof DIMENSIONS)[number];

/** What is asked for at each size. */
export const OPERATIONS = ['login', 'refusal'] as const;

export type Operation = (typeof OPERATIONS)[number];

/** A figure over all rounds, and the least and the most of one round. */
export interface Figure {
  readonly value: number;
  readonly min: number;
  readonly max: number;
}

/** What one operation cost at one size. */
export interface Cost {
  /** Milliseconds from the moment at which a request was to start to its answer. */
  readonly p50: Figure;
  readonly p99: Figure;
  /** Answers a second: the rate of arrivals, or what so many clients got that wait for their answers. */
  readonly perSecond: Figure;
  /** Requests that were told to come back later, of all rounds; they are in no other figure. */
  readonly busy: number;
  /** Milliseconds of a core for one answer; null where that cannot be measured. */
  readonly cpuMs: Readonly<Record<Part, Figure>> | null;
}

/** One size of what grows. */
export interface Point {
  readonly size: number;
  readonly costs: Readonly<Record<Operation, Cost>>;
}

export interface Growth {
  readonly dimension: Dimension;
  /** From the smallest to the largest. */
  readonly points: readonly Point[];
}

/** One run, as `growth.json` keeps it. */
export interface GrowthRun extends Provenance {
  readonly growths: readonly Growth[];
}
