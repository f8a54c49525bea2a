import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';

/** MONITOR tells of a command a little after its reply. */
const TOLD_WITHIN_MS = 100;

/** One command as a client sent it. */
export interface SentCommand {
  readonly name: string;
  /** The first key; scripts have theirs after the digest and the number of keys. */
  readonly key: string;
}

/** Hears every command that reaches a Redis; what scripts call in there is not sent by anyone, so it is left out. */
export interface RedisListener {
  /** What was sent while `during` ran. */
  heard(during: () => Promise<unknown>): Promise<readonly SentCommand[]>;
  close(): Promise<void>;
}

export async function listenToRedis(url: string): Promise<RedisListener> {
  const redis = new Redis(url, { lazyConnect: true });
  await redis.connect();
  const monitor = await redis.monitor();
  let commands: SentCommand[] = [];
  monitor.on('monitor', (_time: string, args: string[], source: string) => {
    const [name = '', first = '', , third = ''] = args;
    const script = /^eval/i.test(name);
    if (source !== 'lua') commands.push({ name: name.toLowerCase(), key: script ? third : first });
  });
  return {
    heard: async (during) => {
      commands = [];
      await during();
      await sleep(TOLD_WITHIN_MS);
      return commands;
    },
    close: async () => {
      monitor.disconnect();
      await redis.quit();
    },
  };
}
