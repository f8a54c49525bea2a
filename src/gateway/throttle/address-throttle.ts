import type { Cluster, Redis } from 'ioredis';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';

export interface ThrottleSettings {
  /** Tries that one network may have within the window. */
  readonly points: number;
  /** Length of the window, in seconds. */
  readonly seconds: number;
}

/** Where an address stands with its throttle. */
export interface ThrottleState {
  readonly allowed: boolean;
  readonly limit: number;
  readonly remaining: number;
  readonly windowSeconds: number;
  /** When the window begins anew, in seconds, rounded up. */
  readonly resetSeconds: number;
}

/**
 * Counts tries by network in Redis, for all gateways together. A network that is over its limit is refused from this
 * process's memory. While Redis is away each gateway counts for itself: a throttle may fall back, the ledger never does.
 */
export class AddressThrottle {
  private readonly limiter: RateLimiterRedis;

  constructor(
    redis: Redis | Cluster,
    prefix: string,
    private readonly settings: ThrottleSettings,
  ) {
    const { points, seconds } = settings;
    this.limiter = new RateLimiterRedis({
      storeClient: redis,
      keyPrefix: `${prefix}t:login`,
      points,
      duration: seconds,
      inMemoryBlockOnConsumed: points + 1,
      insuranceLimiter: new RateLimiterMemory({ points, duration: seconds }),
    });
  }

  /** Takes one try from what `network` has left. */
  async take(network: string): Promise<ThrottleState> {
    try {
      return this.state(await this.limiter.consume(network), true);
    } catch (refusal) {
      if (refusal instanceof RateLimiterRes) return this.state(refusal, false);
      throw refusal;
    }
  }

  private state({ remainingPoints, msBeforeNext }: RateLimiterRes, allowed: boolean): ThrottleState {
    return {
      allowed,
      limit: this.settings.points,
      remaining: Math.max(0, remainingPoints),
      windowSeconds: this.settings.seconds,
      resetSeconds: Math.ceil(msBeforeNext / 1000),
    };
  }
}
