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
    secretChangedAtMs: number,
  ): Promise<string>;
  sekishoUseSession(
    key: string,
    hash: string,
    idleMs: number,
    absoluteMs: number,
  ): Promise<[createdAt: string, lastUsedAt: string, secretChangedAt: string] | null>;
  sekishoListSessions(
    key: string,
    idleMs: number,
    absoluteMs: number,
  ): Promise<[hash: string, createdAt: string, lastUsedAt: string, secretChangedAt: string][]>;
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
    redis.defineCommand('sekishoListSessions', { numberOfKeys: 1, lua: script('list-sessions') });
    this.commands = redis as unknown as SessionCommands;
  }

  async begin(
    userId: string,
    secretChangedAt: Date,
  ): Promise<{ readonly text: string; readonly token: SessionToken }> {
    const begun = newSessionToken(userId);
    const { idleMs, absoluteMs, single } = this.settings;
    await reaching(() =>
      this.commands.sekishoBeginSession(
        this.key(userId),
        begun.token.sessionHash,
        idleMs,
        absoluteMs,
        single ? 1 : 0,
        secretChangedAt.getTime(),
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
    return sessionFrom(token, found);
  }

  async list(userId: string): Promise<readonly Session[]> {
    const { idleMs, absoluteMs } = this.settings;
    const found = await reaching(() =>
      this.commands.sekishoListSessions(this.key(userId), idleMs, absoluteMs),
    );
    return found
      .map(([sessionHash, ...times]) => sessionFrom({ userId, sessionHash }, times))
      .sort((one, other) => one.createdAt.getTime() - other.createdAt.getTime());
  }

  async end(token: SessionToken): Promise<boolean> {
    return (await reaching(() => this.redis.hdel(this.key(token.userId), token.sessionHash))) === 1;
  }

  async endAll(userId: string): Promise<void> {
    await reaching(() => this.redis.del(this.key(userId)));
  }

  private key(userId: string): string {
    return `${this.prefix}s:${userId}`;
  }
}

function sessionFrom(
  token: SessionToken,
  [createdAt, lastUsedAt, secretChangedAt]: readonly [string, string, string],
): Session {
  return {
    token,
    createdAt: new Date(Number(createdAt)),
    lastUsedAt: new Date(Number(lastUsedAt)),
    secretChangedAt: new Date(Number(secretChangedAt)),
  };
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
