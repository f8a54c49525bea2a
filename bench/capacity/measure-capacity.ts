import { availableParallelism } from 'node:os';
import { DEFAULT_HASHING_SETTINGS } from '../../src/credentials/hashing/hashing-settings';
import { measureClients } from '../growth/operations';
import type { Sample } from '../growth/sample';
import { openSite } from '../growth/site';
import { startBareHashing, type BareHashing } from '../measure/bare-hashing';
import { coresOf, costOf } from '../measure/cpu-account';
import { perPart, totalOf, type PerPart } from '../measure/cpu-parts';
import { spreadOf, type Spread } from '../measure/spread';
import { rounded } from '../report/rounded';
import type { Stage } from '../stage/stage';
import { STANDARD_WORLD } from '../stage/world';
import { sumOf } from './capacity';
import type { CapacityRun, HashingTime, PredictionCheck } from './capacity-run';
import { hashingMsAt } from './hashing-time';

/** Few enough that nobody waits for long, and so many that the gateway is at capacity. */
const CLIENTS = { costs: 4, throughput: 16 };

/**
 * Parameters beside the gateway's own: the two ends of what OWASP's Password Storage Cheat Sheet holds to be of the same
 * strength, and the memory of RFC 9106, section 4, for one lane.
 */
const OTHER_PARAMETERS = [
  { memoryKiB: 47_104, passes: 1 },
  { memoryKiB: 7_168, passes: 5 },
  { memoryKiB: 65_536, passes: 3 },
];

const { memoryKiB, passes } = DEFAULT_HASHING_SETTINGS;
const PARAMETERS = { memoryKiB, passes };

/** Only Linux tells what each thread of a process takes. */
export class CpuTimeUnknown extends Error {
  override readonly name = 'CpuTimeUnknown';
}

type MeasuredCapacity = Pick<CapacityRun, 'parameters' | 'hashing' | 'cost' | 'generatorMs' | 'check'>;

/** One load: its logins a second, what each took of every part, and the cores that the service kept busy. */
interface Load {
  readonly perSecond: number;
  readonly cost: PerPart;
  readonly busyCores: number;
}

/**
 * Measures what a login costs in one load, and whether that predicts how many another load gets done.
 *
 * The prediction is of the cores that the second load really got, by processor time: others who use the machine take
 * cores away from it, and so from the prediction too.
 * @throws CpuTimeUnknown where processor time cannot be measured
 */
export async function measureCapacity(stage: Stage): Promise<MeasuredCapacity> {
  const { rounds, seconds, warmUpSeconds } = stage.pace;
  const hashing = await hashingTimes(stage);
  const load = await startLoad(stage);
  stage.progress('warming up');
  await load(CLIENTS.throughput, warmUpSeconds);
  const pairs: { readonly costs: Load; readonly throughput: Load }[] = [];
  for (let round = 0; round < rounds; round += 1) {
    stage.progress(`round ${round + 1} of ${rounds}`);
    pairs.push({
      costs: await load(CLIENTS.costs, seconds),
      throughput: await load(CLIENTS.throughput, seconds),
    });
  }
  const { generator, ...cost } = perPart((part) =>
    rounded(spreadOf(pairs.map(({ costs }) => costs.cost[part])).median),
  );
  return { parameters: PARAMETERS, hashing, cost, generatorMs: generator, check: checkOf(pairs) };
}

/** Each round by itself: what disturbs it disturbs both of its loads. */
function checkOf(pairs: readonly { readonly costs: Load; readonly throughput: Load }[]): PredictionCheck {
  const predicted = pairs.map(({ costs, throughput }) => (throughput.busyCores * 1_000) / sumOf(costs.cost));
  const measured = pairs.map(({ throughput }) => throughput.perSecond);
  return {
    clients: CLIENTS,
    busyCores: roundedSpread(pairs.map(({ throughput }) => throughput.busyCores)),
    predicted: roundedSpread(predicted),
    measured: roundedSpread(measured),
    ratio: roundedSpread(measured.map((perSecond, round) => perSecond / (predicted[round] ?? NaN))),
  };
}

function roundedSpread(values: readonly number[]): Spread {
  const { median, min, max } = spreadOf(values);
  return { median: rounded(median), min: rounded(min), max: rounded(max) };
}

async function startLoad(stage: Stage): Promise<(clients: number, seconds: number) => Promise<Load>> {
  const http = await stage.http(CLIENTS.throughput);
  const site = await openSite(stage, http, STANDARD_WORLD);
  return async (clients, seconds) => loadOf(await measureClients(http, site, 'login', { clients, seconds }));
}

/** Every login counts whose time was counted, those too that were under way at the end. */
function loadOf({ use, latency }: Sample): Load {
  if (use === null) throw new CpuTimeUnknown('The capacity can be measured on Linux only.');
  const logins = latency.totalCount;
  return {
    perSecond: (logins * 1_000) / use.wallMs,
    cost: costOf(use, logins),
    busyCores: totalOf({ ...coresOf(use), generator: 0 }),
  };
}

async function hashingTimes(stage: Stage): Promise<readonly HashingTime[]> {
  const hash = await startBareHashing(stage, availableParallelism());
  await hash(stage.pace.warmUpSeconds);
  const own = await hashingMs(stage, hash, PARAMETERS);
  const times: HashingTime[] = [{ ...PARAMETERS, measuredMs: own, predictedMs: own }];
  for (const parameters of OTHER_PARAMETERS) {
    times.push({
      ...parameters,
      measuredMs: await hashingMs(stage, hash, parameters),
      predictedMs: rounded(hashingMsAt({ ...PARAMETERS, ms: own }, parameters)),
    });
  }
  return times;
}

async function hashingMs(stage: Stage, hash: BareHashing, parameters: typeof PARAMETERS): Promise<number> {
  stage.progress(`argon2id alone, ${parameters.memoryKiB} KiB, ${parameters.passes} passes`);
  return rounded((await hash(stage.pace.seconds, parameters)).cpuMs);
}
