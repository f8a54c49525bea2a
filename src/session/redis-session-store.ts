import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Cluster, Redis } from 'ioredis';
import { SessionsUnavailable, type Session, type SessionSettings, type SessionStore } from './session-store';
import { newSessionToken, type SessionToken } from './session-token';

interface SessionCommands {
  sekishoBeginSession(
    key: string,
    hash: string,
    idleMs: number,
    absoluteMs: number,
    single: 0 | 1,
  ): Promise<string>;
  sekishoUseSession(
    key: string,
    hash: string,
    idleMs: number,
    absoluteMs: number,
  ): Promise<[createdAt: string, lastUsedAt: string] | null>;
}

/** Sessions in Redis: one hash a user, so that each step touches one key and all sessions of a user end in one. */
export class RedisSessionStore implements SessionStore {
  private readonly commands: SessionCommands;

  constructor(
    private readonly redis: Redis | Cluster,
    private readonly prefix: string,
    private readonly settings: SessionSettings,
  ) {
    redis.defineCommand('sekishoBeginSession', { numberOfKeys: 1, lua: script('begin-session') });
    redis.defineCommand('sekishoUseSession', { numberOfKeys: 1, lua: script('use-session') });
    this.commands = redis as unknown as SessionCommands;
  }

  async begin(userId: string): Promise<{ readonly text: string; readonly token: SessionToken }> {
    const begun = newSessionToken(userId);
    const { idleMs, absoluteMs, single } = this.settings;
    await reaching(() =>
      this.commands.sekishoBeginSession(
        this.key(userId),
        begun.token.sessionHash,
        idleMs,
        absoluteMs,
        single ? 1 : 0,
      ),
    );
    return begun;
  }

  async use(token: SessionToken): Promise<Session | null> {
    const { idleMs, absoluteMs } = this.settings;
    const found = await reaching(() =>
      this.commands.sekishoUseSession(this.key(token.userId), token.sessionHash, idleMs, absoluteMs),
    );
    if (found === null) return null;
    const [createdAt, lastUsedAt] = found;
    return { token, createdAt: new Date(Number(createdAt)), lastUsedAt: new Date(Number(lastUsedAt)) };
  }

  async end(token: SessionToken): Promise<void> {
    await reaching(() => this.redis.hdel(this.key(token.userId), token.sessionHash));
  }

  async endAll(userId: string): Promise<void> {
    await reaching(() => this.redis.del(this.key(userId)));
  }

  private key(userId: string): string {
    return `${this.prefix}s:${userId}`;
  }
}

function script(name: string): string {
  return readFileSync(join(__dirname, 'lua', `${name}.lua`), 'utf8');
}

async function reaching<T>(command: () => Promise<T>): Promise<T> {
  try {
    return await command();
  } catch (cause) {
    throw new SessionsUnavailable(cause);
  }
}
