import type { Cluster, Redis } from 'ioredis';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { RedisCounters, type Count } from './redis-counters';
import { RefusedCallers } from './refused-callers';
import type { MonotonicNow } from '../../attempts/monotonic-clock';
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
  readonly remaining: number;
  /** When the window begins anew, in seconds, rounded up. */
  readonly resetSeconds: number;
}

/** What the counters are kept in. */
export interface ThrottleStore {
  readonly redis: Redis | Cluster;
  readonly prefix: string;
  readonly now: MonotonicNow;
}

/** Both ways of counting a caller: what is counted by address is in one place of Redis, what by session in another. */
const WAYS = ['ADDRESS', 'SESSION'] as const;

/**
 * Counts requests by policy in Redis, for all gateways together. Who is over a limit is refused from this process's memory.
 * While Redis is away each gateway counts for itself: a throttle may fall back, the ledger never does.
 */
export class Throttle {
  private readonly counters: RedisCounters;
  private readonly fallback: ReadonlyMap<ThrottleName, RateLimiterMemory>;
  private readonly refused: RefusedCallers;

  constructor(
    readonly policies: readonly ThrottlePolicy[],
    { redis, prefix, now }: ThrottleStore,
  ) {
    this.refused = new RefusedCallers(now);
    this.counters = new RedisCounters(redis, prefix);
    this.fallback = new Map(
      policies.map(({ name, points, seconds }) => [
        name,
        new RateLimiterMemory({ points, duration: seconds }),
      ]),
    );
  }

  /**
   * Takes one request from what the caller has left of each of `policies`: by one command for all that count by address and
   * one for all that count by session, sent at once, so that a request waits for one round trip.
   */
  async take(
    policies: readonly ThrottlePolicy[],
    caller: ThrottledCaller,
  ): Promise<readonly ThrottleState[]> {
    const taken = await Promise.all(
      WAYS.map((way) => {
        const key = keyOf(way, caller);
        const ofThisWay = key === null ? [] : policies.filter(({ countedBy }) => countedBy === way);
        return this.takeAll(ofThisWay, key ?? '');
      }),
    );
    return taken.flat();
  }

  /** What is known without asking anybody to be refused by one of the named policies; null if nothing is. */
  knownRefusal(names: readonly ThrottleName[], caller: ThrottledCaller): ThrottleState | null {
    for (const policy of this.policies) {
      if (!names.includes(policy.name)) continue;
      const key = keyOf(policy.countedBy, caller);
      const state = key === null ? null : this.refusedFromMemory(policy, key);
      if (state !== null) return state;
    }
    return null;
  }

  private async takeAll(policies: readonly ThrottlePolicy[], key: string): Promise<readonly ThrottleState[]> {
    const known = new Map(policies.map((policy) => [policy, this.refusedFromMemory(policy, key)]));
    const unknown = policies.filter((policy) => known.get(policy) === null);
    const counts = unknown.length === 0 ? [] : await this.count(unknown, key);
    unknown.forEach((policy, place) => {
      const { counted, msLeft } = counts[place] ?? NOTHING_COUNTED;
      const allowed = counted <= policy.points;
      if (!allowed) this.refused.remember(`${policy.name} ${key}`, msLeft);
      known.set(policy, stateOf(policy, policy.points - counted, msLeft, allowed));
    });
    return [...known.values()].filter((state) => state !== null);
  }

  private async count(policies: readonly ThrottlePolicy[], key: string): Promise<readonly Count[]> {
    try {
      return await this.counters.take(policies, key);
    } catch {
      return Promise.all(policies.map(({ name }) => this.countHere(name, key)));
    }
  }

  private async countHere(name: ThrottleName, key: string): Promise<Count> {
    const limiter = this.fallback.get(name);
    if (limiter === undefined) return NOTHING_COUNTED;
    // Refused or not, it answers where the caller stands.
    const stands = await limiter.consume(key).catch((refusal: unknown) => refusal);
    if (!(stands instanceof RateLimiterRes))
      throw new Error('a request cannot be counted', { cause: stands });
    return { counted: stands.consumedPoints, msLeft: stands.msBeforeNext };
  }

  private refusedFromMemory(policy: ThrottlePolicy, key: string): ThrottleState | null {
    const msLeft = this.refused.msLeft(`${policy.name} ${key}`);
    return msLeft === 0 ? null : stateOf(policy, 0, msLeft, false);
  }
}

const NOTHING_COUNTED: Count = { counted: 0, msLeft: 0 };

function keyOf(countedBy: ThrottlePolicy['countedBy'], { network, session }: ThrottledCaller): string | null {
  switch (countedBy) {
    case 'ADDRESS':
      return network;
    case 'SESSION':
      return session;
    default:
      return countedBy satisfies never;
  }
}

function stateOf(policy: ThrottlePolicy, remaining: number, msLeft: number, allowed: boolean): ThrottleState {
  return { policy, allowed, remaining: Math.max(0, remaining), resetSeconds: Math.ceil(msLeft / 1000) };
}
