import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Cluster, Redis } from 'ioredis';
import type { ThrottlePolicy } from './throttle-policy';

/** What has been counted in the current window, this request included. */
export interface Count {
  readonly counted: number;
  /** Until the window ends. */
  readonly msLeft: number;
}

interface CounterCommands {
  throttleTake(keyCount: number, ...keysAndWindows: (string | number)[]): Promise<readonly number[]>;
}

/** Counters of requests in Redis. All that one caller falls under are counted by one command. */
export class RedisCounters {
  private readonly commands: CounterCommands;

  constructor(
    redis: Redis | Cluster,
    private readonly prefix: string,
  ) {
    redis.defineCommand('throttleTake', { lua: readFileSync(join(__dirname, 'lua', 'take.lua'), 'utf8') });
    this.commands = redis as unknown as CounterCommands;
  }

  /** Counts a request of `caller` against each of `policies`, and says where each stands, in their order. */
  async take(policies: readonly ThrottlePolicy[], caller: string): Promise<readonly Count[]> {
    const reply = await this.commands.throttleTake(
      policies.length,
      ...policies.map(({ name }) => `${this.prefix}t:{${caller}}:${name}`),
      ...policies.map(({ seconds }) => seconds * 1_000),
    );
    return policies.map((_policy, place) => ({
      counted: reply[2 * place] ?? 0,
      msLeft: reply[2 * place + 1] ?? 0,
    }));
  }
}
