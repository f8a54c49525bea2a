import { randomBytes } from 'node:crypto';

/** A fresh key as the settings want it. */
export const newKey = (): string => randomBytes(32).toString('base64');

/** The least that development needs when no data folder is to be touched. */
export function developmentEnvironment(): NodeJS.ProcessEnv {
  return { ATTEMPT_KEY_SECRET: newKey(), PEPPERS: `1:${newKey()}`, RECEIPT_KEY_SECRET: newKey() };
}

/** The least that production starts with. */
export function productionEnvironment(): NodeJS.ProcessEnv {
  return {
    ...developmentEnvironment(),
    NODE_ENV: 'production',
    DATABASE_URL: 'postgres://sekisho:pw@db.example/sekisho?sslmode=verify-full',
    REDIS_URL: 'rediss://redis.example:6379',
    MAIL_URL: 'smtps://sekisho:pw@mail.example',
    MAIL_FROM: 'notices@bank.example',
  };
}
