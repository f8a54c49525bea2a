import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Cluster, Redis } from 'ioredis';
import { RegistrationsUnavailable, type OpenRegistrations } from './open-registrations';
import type { RegistrationToken } from './registration-token';

interface RegistrationCommands {
  sekishoConsumeRegistration(key: string, tokenHash: string): Promise<0 | 1>;
}

/** Open registrations in Redis: one string an organization, which expires by itself. */
export class RedisOpenRegistrations implements OpenRegistrations {
  private readonly commands: RegistrationCommands;

  constructor(
    private readonly redis: Redis | Cluster,
    private readonly prefix: string,
  ) {
    const lua = readFileSync(join(__dirname, 'lua', 'consume-registration.lua'), 'utf8');
    redis.defineCommand('sekishoConsumeRegistration', { numberOfKeys: 1, lua });
    this.commands = redis as unknown as RegistrationCommands;
  }

  async open(token: RegistrationToken, seconds: number): Promise<void> {
    await reaching(() => this.redis.set(this.key(token), token.tokenHash, 'EX', seconds));
  }

  async isOpen(token: RegistrationToken): Promise<boolean> {
    return (await reaching(() => this.redis.get(this.key(token)))) === token.tokenHash;
  }

  async consume(token: RegistrationToken): Promise<boolean> {
    const consumed = await reaching(() =>
      this.commands.sekishoConsumeRegistration(this.key(token), token.tokenHash),
    );
    return consumed === 1;
  }

  async close(organizationId: string): Promise<void> {
    await reaching(() => this.redis.del(this.key({ organizationId })));
  }

  private key({ organizationId }: Pick<RegistrationToken, 'organizationId'>): string {
    return `${this.prefix}r:${organizationId}`;
  }
}

async function reaching<T>(command: () => Promise<T>): Promise<T> {
  try {
    return await command();
  } catch (cause) {
    throw new RegistrationsUnavailable(cause);
  }
}
