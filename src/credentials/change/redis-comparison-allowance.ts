import type { Cluster, Redis } from 'ioredis';
import { RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import { LedgerUnavailable } from '../../attempts/ledger-unavailable';
import type { Allowance, ComparisonAllowance } from './comparison-allowance';

const DAY_SECONDS = 86_400;

/** Counts comparisons by user in Redis, for all gateways together. Unlike a throttle it has no fall-back: without Redis, nobody compares. */
export class RedisComparisonAllowance implements ComparisonAllowance {
  private readonly limiter: RateLimiterRedis;

  constructor(redis: Redis | Cluster, prefix: string, perDay: number) {
    this.limiter = new RateLimiterRedis({
      storeClient: redis,
      keyPrefix: `${prefix}t:compare`,
      points: perDay,
      duration: DAY_SECONDS,
    });
  }

  async take(userId: string): Promise<Allowance> {
    try {
      await this.limiter.consume(userId);
      return { kind: 'ALLOWED' };
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw new LedgerUnavailable('REDIS', { cause: refusal });
      return { kind: 'USED_UP', retryAfterSeconds: Math.ceil(refusal.msBeforeNext / 1_000) };
    }
  }
}
