import type { Redis } from 'ioredis';
import type { DataSource } from 'typeorm';
import type { GuardedSecret } from '../../../../src/attempts/attempt-guard';
import type { AttemptKey } from '../../../../src/attempts/attempt-key';
import type { AttemptPolicy } from '../../../../src/attempts/attempt-policy';
import {
  type AttemptSettings,
  DEFAULT_ATTEMPT_POLICY,
  DEFAULT_ATTEMPT_SETTINGS,
} from '../../../../src/attempts/attempt-settings';
import { type Attempts, composeAttempts } from '../../../../src/attempts/compose-attempts';
import {
  assembleLedgerScripts,
  type LedgerScripts,
  readLedgerLua,
} from '../../../../src/attempts/ledger-scripts';
import { monotonicNow } from '../../../../src/platform/monotonic-clock';
import {
  LOCK_RECORD_COLUMNS,
  lockRecordFrom,
  type LockRecordRow,
} from '../../../../src/attempts/postgres-lock-record';
import { PostgresHistory } from '../../../../src/history/postgres-history';
import { createDataSource } from '../../../../src/platform/postgres/data-source';
import { PostgresCredentialOwners } from '../../../../src/users/postgres-credential-owners';
import { ledgerRedis } from './ledger-redis';

export interface GatewayOptions {
  readonly redisUrl: string;
  readonly databaseUrl: string;
  readonly policy?: Partial<AttemptPolicy>;
  readonly settings?: Partial<AttemptSettings>;
  /** Other scripts than the ledger's own, such as those on a driven clock. */
  readonly scripts?: LedgerScripts;
}

/** The attempt ledger of one gateway, on real servers. */
export interface Gateway extends Attempts {
  readonly redis: Redis;
  readonly dataSource: DataSource;
  /** A guarded secret whose right value is known; what verifies it is up to the test. */
  secret(key: AttemptKey, verify: () => Promise<boolean>): GuardedSecret<string>;
  close(): Promise<void>;
}

export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  const redis = await ledgerRedis(options.redisUrl);
  const dataSource = createDataSource({
    url: options.databaseUrl,
    entities: [],
    poolSize: 4,
    connectionTimeoutMs: 2_000,
    statementTimeoutMs: 5_000,
    onConnectionLost: () => undefined,
  });
  await dataSource.initialize();
  const policy = { ...DEFAULT_ATTEMPT_POLICY, ...options.policy };
  const attempts = composeAttempts({
    redis,
    scripts: options.scripts ?? assembleLedgerScripts(readLedgerLua),
    dataSource,
    history: new PostgresHistory(dataSource),
    owners: new PostgresCredentialOwners(),
    settings: {
      ...DEFAULT_ATTEMPT_SETTINGS,
      policies: { ...DEFAULT_ATTEMPT_SETTINGS.policies, LOGIN_PASSWORD: policy },
      ...options.settings,
    },
    monotonicNow,
  });
  return {
    ...attempts,
    redis,
    dataSource,
    secret: (key, verify) => ({ read: () => readSecret(dataSource, key), verify }),
    close: async () => {
      await attempts.idle();
      redis.disconnect();
      await dataSource.destroy();
    },
  };
}

async function readSecret(dataSource: DataSource, key: AttemptKey) {
  const rows = await dataSource.query<LockRecordRow[]>(
    `SELECT ${LOCK_RECORD_COLUMNS} FROM attempt_locks l WHERE attempt_key = $1`,
    [key.hash],
  );
  return { subject: key.hash, lockRecord: rows[0] === undefined ? null : lockRecordFrom(rows[0]) };
}
