import { createHash, randomBytes } from 'node:crypto';
import type { Cluster, Redis } from 'ioredis';
import type { Clock } from '../platform/clock';
import { SessionsUnavailable } from '../session/session-store';
import type { Challenge, ChallengeStore } from './challenge';

const TOKEN_BYTES = 32;
const TOKEN = /^[A-Za-z0-9_-]{43}$/;

/** Challenges in Redis, each under the SHA-256 of its token, which is thus never stored. */
export class RedisChallengeStore implements ChallengeStore {
  constructor(
    private readonly redis: Redis | Cluster,
    private readonly prefix: string,
    private readonly lifeMs: number,
    private readonly clock: Clock,
  ) {}

  async issue(challenge: Challenge): Promise<{ readonly token: string; readonly expiresAt: Date }> {
    const token = randomBytes(TOKEN_BYTES).toString('base64url');
    const expiresAt = new Date(this.clock.now().getTime() + this.lifeMs);
    await reaching(() => this.redis.set(this.key(token), JSON.stringify(challenge), 'PX', this.lifeMs));
    return { token, expiresAt };
  }

  async find(token: string): Promise<Challenge | null> {
    if (!TOKEN.test(token)) return null;
    const kept = await reaching(() => this.redis.get(this.key(token)));
    return kept === null ? null : (JSON.parse(kept) as Challenge);
  }

  async consume(token: string): Promise<boolean> {
    return (await reaching(() => this.redis.del(this.key(token)))) === 1;
  }

  private key(token: string): string {
    return `${this.prefix}c:${createHash('sha256').update(token).digest('base64url')}`;
  }
}

async function reaching<T>(command: () => Promise<T>): Promise<T> {
  try {
    return await command();
  } catch (cause) {
    throw new SessionsUnavailable(cause);
  }
}
