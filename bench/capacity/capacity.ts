import { SERVING_PARTS, type PerPart, type ServingPart } from '../measure/cpu-parts';

/** Milliseconds of a core that one login takes of each part. */
export type LoginCost = Pick<PerPart, ServingPart>;

/** Cores, and the parts that share them. */
export interface Machine {
  readonly name: string;
  readonly cores: number;
  readonly runs: readonly ServingPart[];
}

/** Where the service runs. */
export interface Deployment {
  readonly machines: readonly Machine[];
  /** Processes of the gateway. */
  readonly gateways: number;
  /** Threads that hash, of each gateway (`HASHING_CONCURRENCY`). */
  readonly hashingThreads: number;
}

/** One thing that there is only so much of, and the logins a second at which it is used up. */
export interface Limit {
  readonly what: string;
  readonly perSecond: number;
}

const MS_PER_SECOND = 1_000;

/**
 * The most logins a second that a deployment can serve, and what it runs out of first.
 *
 * The utilization law says that something which is needed for D seconds by each of X operations a second is busy for X·D
 * of every second, and nothing is busy for more than all of them: X ≤ servers / D for whatever has D, so that the least of
 * these bounds is the capacity (P. J. Denning and J. P. Buzen, The Operational Analysis of Queueing Network Models, ACM
 * Computing Surveys 10(3), 1978; asymptotic bounds). What there is only so much of:
 *
 * - the cores of each machine, which all parts share that run on it;
 * - the main threads: a process of the gateway has one, however many cores there are;
 * - the threads that hash;
 * - the one thread on which Redis runs commands.
 *
 * It is a bound that is approached by many clients; at it, waiting has no end. Plan for less.
 */
export function capacityOf(cost: LoginCost, { machines, gateways, hashingThreads }: Deployment): Limit {
  return least([
    ...machines.map(({ name, cores, runs }) => limit(`cores of ${name}`, cores, sumOf(cost, runs))),
    limit('main threads of the gateways', gateways, cost.gatewayMain),
    limit('hashing threads', gateways * hashingThreads, cost.gatewayHashing),
    limit('the thread of Redis', 1, cost.redis),
  ]);
}

/** What so many logins a second need. */
export interface Need {
  /** Cores that each part keeps busy; together they are what one machine for all would need. */
  readonly busyCores: LoginCost;
  /** Whole cores of one machine that all share. */
  readonly cores: number;
  readonly gateways: number;
  /** Over all gateways. */
  readonly hashingThreads: number;
}

/**
 * The inverse of {@link capacityOf} for one machine that all share.
 * @throws RangeError beyond what the one thread of Redis can serve: no number of cores helps there
 */
export function needOf(cost: LoginCost, perSecond: number): Need {
  const busy = (ms: number): number => (perSecond * ms) / MS_PER_SECOND;
  if (busy(cost.redis) > 1) {
    throw new RangeError(
      `one Redis serves ${Math.floor(MS_PER_SECOND / cost.redis)} logins a second at most`,
    );
  }
  return {
    busyCores: {
      gatewayMain: busy(cost.gatewayMain),
      gatewayHashing: busy(cost.gatewayHashing),
      gatewayOther: busy(cost.gatewayOther),
      postgres: busy(cost.postgres),
      redis: busy(cost.redis),
    },
    cores: Math.ceil(busy(sumOf(cost, SERVING_PARTS))),
    gateways: Math.ceil(busy(cost.gatewayMain)),
    hashingThreads: Math.ceil(busy(cost.gatewayHashing)),
  };
}

/** Everything on the cores of one machine, with as many hashing threads as cores, as the gateway has them by itself. */
export function sharedMachine(cores: number, gateways = 1): Deployment {
  return {
    machines: [{ name: 'the machine', cores, runs: SERVING_PARTS }],
    gateways,
    hashingThreads: cores,
  };
}

/** Milliseconds of a core that these parts spend on a login together. */
export function sumOf(cost: LoginCost, parts: readonly ServingPart[] = SERVING_PARTS): number {
  return parts.reduce((sum, part) => sum + cost[part], 0);
}

/** What costs nothing limits nothing. */
function limit(what: string, servers: number, ms: number): Limit {
  return { what, perSecond: ms === 0 ? Infinity : (servers * MS_PER_SECOND) / ms };
}

function least(limits: readonly Limit[]): Limit {
  return limits.reduce((one, other) => (other.perSecond < one.perSecond ? other : one));
}
