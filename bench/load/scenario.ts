import type { LoadAccounts } from '../seed/load-accounts';
import type { LoadClient } from './client';

/** What a scenario needs to be there. */
export interface Population {
  readonly users: number;
  /** Organizations without a master. */
  readonly newcomers: number;
}

/** What a scenario works with. */
export interface Load {
  readonly accounts: LoadAccounts;
  /** How many addresses strangers come from. */
  readonly strangers: number;
  /** How many requests or journeys will arrive. */
  readonly arrivals: number;
  /** Different in every run, so that a gateway can be loaded twice. */
  readonly run: string;
  client(address: string): LoadClient;
}

/** How many ended how. */
export type Outcomes = ReadonlyMap<string, number>;

/** A scenario about to be run. */
export interface Play {
  /** Lets one request or journey happen and names its outcome. Throws BrokenPromise if something came that never may. */
  send(arrival: number): Promise<string>;
  /** What is wrong with the whole, if every single answer was allowed: a gateway that refuses everybody, for one. */
  judge(outcomes: Outcomes): readonly string[];
}

/** Something that happens at a bank's front door. */
export interface Scenario {
  readonly name: string;
  /** One sentence: what happens, and what is promised. */
  readonly about: string;
  /** Arrivals per second and seconds, if nothing else is asked for. */
  readonly rate: number;
  readonly seconds: number;
  population(arrivals: number): Population;
  /** Gets ready, with as many requests as that takes; what follows is measured. */
  prepare(load: Load): Promise<Play>;
}

/** A complaint for each of these outcomes that never came. */
export function mustHappen(outcomes: Outcomes, ...wanted: readonly string[]): readonly string[] {
  return wanted.filter((outcome) => !outcomes.has(outcome)).map((outcome) => `there was no ${outcome}`);
}
