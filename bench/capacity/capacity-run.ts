import type { HashingParameters } from '../measure/bare-hashing';
import type { Spread } from '../measure/spread';
import type { Provenance } from '../report/provenance';
import type { LoginCost } from './capacity';

/** A hash by itself, at parameters of its own. */
export interface HashingTime extends HashingParameters {
  /** Milliseconds of a core. */
  readonly measuredMs: number;
  /** What follows from the gateway's own parameters. */
  readonly predictedMs: number;
}

/** How well what was predicted of one load became true of another. */
export interface PredictionCheck {
  /** Clients of the load that the costs were measured in, and of the one that they were to predict. */
  readonly clients: { readonly costs: number; readonly throughput: number };
  /** Cores that the service kept busy in the second load. */
  readonly busyCores: Spread;
  /** Logins a second that so many cores were to serve. */
  readonly predicted: Spread;
  readonly measured: Spread;
  /** Measured through predicted, of each round. */
  readonly ratio: Spread;
}

/** One run, as `capacity.json` keeps it. */
export interface CapacityRun extends Provenance {
  /** Of the gateway; the first of {@link hashing}. */
  readonly parameters: HashingParameters;
  readonly hashing: readonly HashingTime[];
  /** Milliseconds of a core that one login takes of each part. */
  readonly cost: LoginCost;
  /** The same of the load generator, which is no part of the service. */
  readonly generatorMs: number;
  readonly check: PredictionCheck;
}
