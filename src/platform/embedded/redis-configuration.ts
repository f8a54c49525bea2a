export interface RedisSettings {
  readonly folder: string;
  readonly port: number;
  readonly password: string;
  readonly pidFile: string;
}

/**
 * The redis.conf of the private Redis: this machine only, a password, and every write on disk within a second, so that
 * counted failures outlive a restart (design of the attempt ledger, point 3).
 */
export function redisConfiguration({ folder, port, password, pidFile }: RedisSettings): string {
  return [
    'bind 127.0.0.1',
    'protected-mode yes',
    `port ${port}`,
    `requirepass ${password}`,
    `dir ${quote(folder)}`,
    `pidfile ${quote(pidFile)}`,
    'daemonize no',
    // The command line stays as given, which is how the next start knows this server for its own.
    'set-proc-title no',
    'appendonly yes',
    'appendfsync everysec',
    'save ""',
    'maxmemory-policy noeviction',
    '',
  ].join('\n');
}

/** In redis.conf a double-quoted string takes backslash escapes, as sdssplitargs() of Redis reads them. */
function quote(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}
