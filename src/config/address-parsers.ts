import { z } from 'zod';
import { RedisLocationInvalid, parseRedisLocation } from '../platform/redis/redis-location';
import type { Kind } from './parsers';

/** A connection string of PostgreSQL (libpq, section 32.1.1.2). */
export const postgresUrl: Kind<string> = {
  parser: z
    .string()
    .regex(/^postgres(ql)?:\/\//)
    .refine((text) => URL.canParse(text)),
  wanted: 'postgres://user:password@host:port/database',
};

function isRedisLocation(text: string): boolean {
  try {
    parseRedisLocation(text);
    return true;
  } catch (error) {
    if (error instanceof RedisLocationInvalid) return false;
    throw error;
  }
}

/** Where Redis is: one server, a set of sentinels with the name of the master, or nodes of a cluster. */
export const redisUrl: Kind<string> = {
  parser: z.string().refine(isRedisLocation),
  wanted:
    'redis://host:port, rediss://host:port, redis+sentinel://host:port,host:port/master or redis+cluster://host:port,host:port',
};
