import { randomInt } from 'node:crypto';
import type { LoadAccounts } from '../seed/load-accounts';
import { BrokenPromise } from './broken-promise';
import { Connections } from './client';
import { type LoopSecond, type OpenLoopReport, runOpenLoop } from './open-loop';
import type { Load, Play, Scenario } from './scenario';

/** Longer than an attempt may wait for its neighbours, for hashing and for the database together, as they stand. */
const ANSWERED_WITHIN_MS = 20_000;

/** What a scenario's answer counts as that may never come. */
const BROKEN = 'BROKEN';

export interface ScenarioRun {
  readonly scenario: Scenario;
  /** The gateway. */
  readonly url: string;
  readonly accounts: LoadAccounts;
  /** Arrivals per second. */
  readonly rate: number;
  readonly seconds: number;
  /** Addresses that strangers come from. */
  readonly strangers: number;
  readonly signal?: AbortSignal;
  readonly onSecond?: (second: LoopSecond) => void;
}

export interface ScenarioReport {
  readonly scenario: string;
  /** As asked for. */
  readonly rate: number;
  readonly loop: OpenLoopReport;
  /** What is wrong; empty if every promise was kept. */
  readonly complaints: readonly string[];
}

/** How many arrive within a run. */
export function arrivalsOf({ rate, seconds }: Pick<ScenarioRun, 'rate' | 'seconds'>): number {
  return Math.max(1, Math.floor(rate * seconds));
}

/**
 * Lets a scenario happen at a gateway and judges what came of it.
 * @throws BrokenPromise if a promise is broken while it gets ready
 */
export async function runScenario(run: ScenarioRun): Promise<ScenarioReport> {
  const { scenario, rate, seconds, signal, onSecond } = run;
  const connections = new Connections(run.url);
  try {
    const broken = new Map<string, number>();
    const play = await scenario.prepare(loadOf(run, connections));
    const loop = await runOpenLoop({
      rate,
      durationMs: seconds * 1_000,
      drainMs: ANSWERED_WITHIN_MS,
      send: (arrival) => sendInto(broken, play, arrival),
      ...(signal === undefined ? {} : { signal }),
      ...(onSecond === undefined ? {} : { onSecond }),
    });
    return { scenario: scenario.name, rate, loop, complaints: complaintsOf(loop, broken, play) };
  } finally {
    await connections.close();
  }
}

function loadOf(run: ScenarioRun, connections: Connections): Load {
  const { accounts, strangers } = run;
  return {
    accounts,
    strangers,
    arrivals: arrivalsOf(run),
    // Four letters or digits: with a number behind them they still fit into a login ID.
    run: randomInt(36 ** 4)
      .toString(36)
      .padStart(4, '0'),
    client: (address) => connections.client(address),
  };
}

async function sendInto(broken: Map<string, number>, play: Play, arrival: number): Promise<string> {
  try {
    return await play.send(arrival);
  } catch (fault) {
    if (!(fault instanceof BrokenPromise)) throw fault;
    broken.set(fault.message, (broken.get(fault.message) ?? 0) + 1);
    return BROKEN;
  }
}

function complaintsOf(
  { outcomes, firstFault }: OpenLoopReport,
  broken: ReadonlyMap<string, number>,
  play: Play,
): readonly string[] {
  const fault = outcomes.get('FAULT');
  const unanswered = outcomes.get('UNANSWERED');
  return [
    ...[...broken].map(([promise, times]) => `${promise} (${String(times)} times)`),
    ...(fault === undefined
      ? []
      : [`${String(fault)} requests failed, the first with: ${textOf(firstFault)}`]),
    ...(unanswered === undefined ? [] : [`${String(unanswered)} requests had no answer`]),
    ...play.judge(outcomes),
  ];
}

function textOf(fault: unknown): string {
  return fault instanceof Error ? fault.message : String(fault);
}
