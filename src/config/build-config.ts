import { SETTLED_BEYOND_LEASE_MS } from '../attempts/attempt-settings';
import { DEFAULT_HASHING_SETTINGS } from '../credentials/hashing/hashing-settings';
import { defaultBulkheadSettings } from '../credentials/hashing/bulkhead-settings';
import { DEFAULT_SECRETS_POLICY_SETTINGS } from '../credentials/policy/secrets-policy-settings';
import type { ReceiptSettings } from '../receipts/receipt-settings';
import { attemptPolicies } from './attempt-policies';
import type { AttemptsConfig, Config, HashingConfig } from './config';
import { withAuthorities } from './guarded-servers';
import { noticesConfig } from './notices-config';
import { documentsConfig, throttlesConfig } from './operations-config';
import type { SettingValues } from './settings';
import { verificationMs } from './verification-time';

const DAY_MS = 86_400_000;
/** The part of the hashing queue that one network prefix may take. */
const PREFIX_SHARE = 1 / 4;
/** Two rounds of a balancer that asks every two seconds. */
const PRODUCTION_NOTICE_MS = 5_000;

/** The settings once nothing is missing any more. */
export type CompleteSettings = SettingValues & {
  readonly [Name in 'ATTEMPT_KEY_SECRET' | 'PEPPERS' | 'RECEIPT_KEY_SECRET']: NonNullable<
    SettingValues[Name]
  >;
};

/** Sorts the settings by feature and converts units. `cores` is how many hashes the machine computes at once. */
export function buildConfig(values: CompleteSettings, cores: number): Config {
  const open = values.NODE_ENV !== 'production';
  return {
    environment: values.NODE_ENV,
    dataDir: values.DATA_DIR,
    attempts: attempts(values),
    hashing: hashing(values, cores),
    secretsPolicy: {
      minLength: values.SECRET_MIN_LENGTH,
      maxLength: values.SECRET_MAX_LENGTH,
      requireLetterAndDigit: values.SECRET_REQUIRE_LETTER_AND_DIGIT,
      minimumGuesses: DEFAULT_SECRETS_POLICY_SETTINGS.minimumGuesses,
    },
    passwords: {
      changesPerDay: values.PASSWORD_CHANGES_PER_DAY,
      resetLiftsSuspension: values.RESET_LIFTS_SUSPENSION,
      temporaryDays: values.TEMPORARY_PASSWORD_DAYS === 0 ? null : values.TEMPORARY_PASSWORD_DAYS,
    },
    sessions: {
      idleSeconds: values.SESSION_IDLE_SECONDS,
      absoluteSeconds: values.SESSION_ABSOLUTE_SECONDS,
      single: values.SESSION_SINGLE,
      cookieSecure: values.COOKIE_SECURE,
    },
    additionalAuthentication: {
      challengeSeconds: values.CHALLENGE_SECONDS,
      networkProviderDatabase: values.NETWORK_PROVIDER_DATABASE ?? null,
    },
    users: { generalUserLimit: values.GENERAL_USER_LIMIT },
    registration: { seconds: values.REGISTRATION_SECONDS },
    notices: noticesConfig(values),
    history: {
      secret: values.HISTORY_KEY ?? values.ATTEMPT_KEY_SECRET,
      sealIntervalMs: values.HISTORY_SEAL_INTERVAL_MS,
    },
    paperProcedures: { overdueDays: values.PAPER_OVERDUE_DAYS },
    receipts: receipts(values),
    server: {
      host: values.HOST,
      port: values.PORT,
      trustedProxies: values.TRUST_PROXY,
      publicOrigins: values.PUBLIC_ORIGIN ?? [],
      maxBodyBytes: values.MAX_BODY_BYTES,
      shutdownNoticeMs: values.SHUTDOWN_NOTICE_MS ?? (open ? 0 : PRODUCTION_NOTICE_MS),
      shutdownGraceMs: values.SHUTDOWN_GRACE_MS,
    },
    admin: values.ADMIN_PORT === 0 ? null : { host: values.ADMIN_HOST, port: values.ADMIN_PORT },
    tracing:
      values.TRACING_URL === undefined
        ? null
        : { url: values.TRACING_URL, samplePercent: values.TRACING_SAMPLE_PERCENT },
    database: {
      url: databaseUrl(values),
      poolSize: values.DATABASE_POOL_SIZE,
      timeoutMs: values.DATABASE_TIMEOUT_MS,
    },
    redis: {
      url: values.REDIS_URL ?? null,
      ca: values.REDIS_CA?.pem ?? null,
      prefix: values.REDIS_PREFIX,
    },
    throttles: throttlesConfig(values),
    documents: documentsConfig(values),
    playground: { enabled: values.PLAYGROUND ?? open, introspection: values.INTROSPECTION ?? open },
    logging: { level: values.LOG_LEVEL },
    i18n: { defaultLanguage: values.DEFAULT_LANGUAGE },
  };
}

function databaseUrl({ DATABASE_URL: url, DATABASE_CA: authorities }: SettingValues): string | null {
  if (url === undefined) return null;
  return authorities === undefined ? url : withAuthorities(url, authorities.path);
}

function receipts(values: CompleteSettings): ReceiptSettings {
  return {
    issuer: values.RECEIPT_ISSUER,
    audience: values.RECEIPT_AUDIENCE,
    seconds: values.RECEIPT_SECONDS,
    keySecret: values.RECEIPT_KEY_SECRET,
    signingMs: values.RECEIPT_KEY_DAYS * DAY_MS,
    leadMs: values.RECEIPT_KEY_LEAD_SECONDS * 1_000,
    cacheSeconds: values.RECEIPT_JWKS_CACHE_SECONDS,
    refreshMs: values.RECEIPT_KEY_REFRESH_MS,
  };
}

function attempts(values: CompleteSettings): AttemptsConfig {
  return {
    keySecret: values.ATTEMPT_KEY_SECRET,
    ledger: {
      policies: attemptPolicies(values),
      leaseMs: values.ATTEMPT_LEASE_MS,
      settledMs: values.ATTEMPT_LEASE_MS + SETTLED_BEYOND_LEASE_MS,
      verificationMs: verificationMs(values),
      waitMs: values.ATTEMPT_WAIT_MS,
      maxWaiters: values.ATTEMPT_MAX_WAITERS,
      retentionMs: values.ATTEMPT_RETENTION_DAYS * DAY_MS,
      keyPrefix: `${values.REDIS_PREFIX}a`,
    },
  };
}

function hashing(values: CompleteSettings, cores: number): HashingConfig {
  const atOnce = values.HASHING_CONCURRENCY ?? cores;
  const standard = defaultBulkheadSettings(atOnce);
  const placesPerLane = values.HASHING_QUEUE_LENGTH ?? standard.queue.placesPerLane;
  return {
    peppers: values.PEPPERS,
    cost: {
      memoryKiB: values.ARGON2_MEMORY_KIB,
      passes: values.ARGON2_TIME,
      parallelism: values.ARGON2_PARALLELISM,
      outputBytes: DEFAULT_HASHING_SETTINGS.outputBytes,
    },
    bulkhead: {
      atOnce,
      deadlineMs: values.HASHING_DEADLINE_MS,
      queue: {
        placesPerLane,
        placesPerShare: Math.max(1, Math.floor(placesPerLane * PREFIX_SHARE)),
        strangersTurnEvery: standard.queue.strangersTurnEvery,
      },
    },
  };
}
