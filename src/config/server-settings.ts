import { postgresUrl, redisUrl } from './address-parsers';
import { certificateFile } from './certificate-file';
import { flag, integer, matching, oneOf, originList, trustedProxies } from './parsers';
import { optionalSetting, secretSetting, setting } from './setting';

/** The process, its listener and the servers it needs. */
export const serverSettings = {
  NODE_ENV: setting(
    oneOf(['development', 'production', 'test']),
    'development',
    'In production nothing is embedded, generated or left open by default.',
  ),
  HOST: setting(
    matching(/^[\w.:-]+$/, 'a host name or an address'),
    '127.0.0.1',
    'The address to listen on.',
  ),
  PORT: setting(integer(0, 65_535), '4000', 'The port to listen on; 0 for any free one.'),
  DATA_DIR: setting(
    matching(/\S/, 'a folder'),
    '.data',
    'Where embedded servers and generated secrets are kept between starts.',
  ),
  DATABASE_URL: secretSetting(
    postgresUrl,
    'required in production; an embedded PostgreSQL otherwise',
    'The PostgreSQL database. `?sslmode=verify-full` asks for TLS that verifies who answers.',
  ),
  DATABASE_CA: optionalSetting(
    certificateFile,
    'those that Node.js trusts',
    'The authorities that alone may vouch for the database, with `sslmode=verify-full`.',
  ),
  DATABASE_POOL_SIZE: setting(integer(1, 1_000), '10', 'Connections to the database, per gateway.'),
  DATABASE_TIMEOUT_MS: setting(
    integer(100, 60_000),
    '5000',
    'How long the database may take for a statement.',
  ),
  REDIS_URL: secretSetting(
    redisUrl,
    'required in production; an embedded Redis otherwise',
    'Redis: standalone, behind sentinels or as a cluster; `rediss` for TLS, which verifies who answers.',
  ),
  REDIS_CA: optionalSetting(
    certificateFile,
    'those that Node.js trusts',
    'The authorities that alone may vouch for Redis and its sentinels, with `rediss`.',
  ),
  REDIS_PREFIX: setting(
    matching(/^[\w.:-]{1,32}$/, '1 to 32 letters, digits or one of _ . : -'),
    'sk:',
    'Begins every key in Redis.',
  ),
  ALLOW_PLAINTEXT_IN_PRODUCTION: setting(
    flag,
    'no',
    'Second key to a `DATABASE_URL` or `REDIS_URL` that leads to another machine without verified TLS in production: for servers in a network that nobody else is in.',
  ),
  TRUST_PROXY: setting(
    trustedProxies,
    'none',
    'Whose `X-Forwarded-For` is believed. Too much trust lets a client choose its address, and so escape throttles.',
  ),
  PUBLIC_ORIGIN: optionalSetting(
    originList,
    'none but the own',
    'Web origins whose pages may call the gateway from a browser.',
  ),
  PLAYGROUND: optionalSetting(flag, 'on; off in production', 'Whether the GraphQL Playground is served.'),
  INTROSPECTION: optionalSetting(flag, 'on; off in production', 'Whether the schema may be queried.'),
  ALLOW_PLAYGROUND_IN_PRODUCTION: setting(
    flag,
    'no',
    'Second key to `PLAYGROUND` and `INTROSPECTION` in production, so that neither is on by accident.',
  ),
  DEFAULT_LANGUAGE: setting(
    oneOf(['ja', 'en']),
    'ja',
    'The language of messages when the client asks for none.',
  ),
  LOG_LEVEL: setting(
    oneOf(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']),
    'info',
    'The least grave that is logged. Requests, and who was refused, are `info`.',
  ),
  SHUTDOWN_NOTICE_MS: optionalSetting(
    integer(0, 300_000),
    '5000 in production; 0 otherwise',
    'How long the gateway goes on serving after SIGTERM while `/readyz` says 503: longer than the balancer takes to notice.',
  ),
  SHUTDOWN_GRACE_MS: setting(
    integer(0, 300_000),
    '10000',
    'How long requests under way may take to end once the gateway has stopped listening.',
  ),
};
