import type { Cluster, Redis } from 'ioredis';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import { RefusedCallers } from './refused-callers';
import type { MonotonicNow } from '../../platform/monotonic-clock';
import type { ThrottleName, ThrottlePolicy } from './throttle-policy';

/** Whom a request is counted by. */
export interface ThrottledCaller {
  /** IPv4 /32, IPv6 /64. */
  readonly network: string;
  /** What a session is told by, as it is stored; null without one. */
  readonly session: string | null;
}

/** Where a caller stands with one policy. */
export interface ThrottleState {
  readonly policy: ThrottlePolicy;
  readonly allowed: boolean;
  /** Whether it was refused before, so that nobody had to be asked. */
  readonly remembered: boolean;
  readonly remaining: number;
  /** When the window begins anew, in seconds, rounded up. */
  readonly resetSeconds: number;
}

/** Told of every decision. */
export type ThrottleObserver = (policy: ThrottleName, decision: 'allowed' | 'refused') => void;

/** What the counters are kept in, and who is told of what they say. */
export interface ThrottleStore {
  readonly redis: Redis | Cluster;
  readonly prefix: string;
  readonly now: MonotonicNow;
  readonly observe: ThrottleObserver;
}

/**
 * Counts requests by policy in Redis, for all gateways together. Who is over a limit is refused from this process's memory.
 * While Redis is away each gateway counts for itself: a throttle may fall back, the ledger never does.
 */
export class Throttle {
  private readonly limiters: ReadonlyMap<ThrottleName, RateLimiterRedis>;
  private readonly refused: RefusedCallers;
  readonly observe: ThrottleObserver;

  constructor(
    readonly policies: readonly ThrottlePolicy[],
    { redis, prefix, now, observe }: ThrottleStore,
  ) {
    this.observe = observe;
    this.refused = new RefusedCallers(now);
    this.limiters = new Map(
      policies.map(({ name, points, seconds }) => [
        name,
        new RateLimiterRedis({
          storeClient: redis,
          keyPrefix: `${prefix}t:${name}`,
          points,
          duration: seconds,
          insuranceLimiter: new RateLimiterMemory({ points, duration: seconds }),
        }),
      ]),
    );
  }

  /**
   * Takes one request from what the caller has left of each of `policies`. They are asked for at once, each at its own key,
   * so that a request waits for one round trip, whatever it falls under, and Redis may be a cluster.
   */
  async take(
    policies: readonly ThrottlePolicy[],
    caller: ThrottledCaller,
  ): Promise<readonly ThrottleState[]> {
    const states = await Promise.all(policies.map((policy) => this.takeOne(policy, caller)));
    const decided = states.filter((state) => state !== null);
    for (const { policy, allowed } of decided) this.observe(policy.name, allowed ? 'allowed' : 'refused');
    return decided;
  }

  /** What is known without asking anybody to be refused by one of the named policies; null if nothing is. */
  knownRefusal(names: readonly ThrottleName[], caller: ThrottledCaller): ThrottleState | null {
    for (const policy of this.policies) {
      if (!names.includes(policy.name)) continue;
      const state = this.refusedFromMemory(policy, keyOf(policy, caller));
      if (state === null) continue;
      this.observe(policy.name, 'refused');
      return state;
    }
    return null;
  }

  private async takeOne(policy: ThrottlePolicy, caller: ThrottledCaller): Promise<ThrottleState | null> {
    const key = keyOf(policy, caller);
    const limiter = this.limiters.get(policy.name);
    if (key === null || limiter === undefined) return null;
    const known = this.refusedFromMemory(policy, key);
    if (known !== null) return known;
    try {
      return stateOf(policy, await limiter.consume(key), true);
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      this.refused.remember(`${policy.name} ${key}`, refusal.msBeforeNext);
      return stateOf(policy, refusal, false);
    }
  }

  private refusedFromMemory(policy: ThrottlePolicy, key: string | null): ThrottleState | null {
    if (key === null) return null;
    const msBeforeNext = this.refused.msLeft(`${policy.name} ${key}`);
    if (msBeforeNext === 0) return null;
    return { ...stateOf(policy, { remainingPoints: 0, msBeforeNext }, false), remembered: true };
  }
}

function keyOf({ countedBy }: ThrottlePolicy, { network, session }: ThrottledCaller): string | null {
  switch (countedBy) {
    case 'ADDRESS':
      return network;
    case 'SESSION':
      return session;
    default:
      return countedBy satisfies never;
  }
}

function stateOf(
  policy: ThrottlePolicy,
  { remainingPoints, msBeforeNext }: Pick<RateLimiterRes, 'remainingPoints' | 'msBeforeNext'>,
  allowed: boolean,
): ThrottleState {
  return {
    policy,
    allowed,
    remembered: false,
    remaining: Math.max(0, remainingPoints),
    resetSeconds: Math.ceil(msBeforeNext / 1000),
  };
}
