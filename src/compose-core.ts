import type { DataSource } from 'typeorm';
import type { AttemptAdministration } from './attempts/attempt-administration';
import type { AttemptGuard } from './attempts/attempt-guard';
import { attemptKeyDeriver, type DeriveAttemptKey } from './attempts/attempt-key';
import { composeAttempts } from './attempts/compose-attempts';
import { JointAttempts } from './attempts/joint-attempts';
import { assembleLedgerScripts, readLedgerLua } from './attempts/ledger-scripts';
import { PostgresEndedLocks } from './attempts/postgres-ended-locks';
import type { Config } from './config/config';
import { Confirmation } from './credentials/confirmation';
import type { CredentialSecrets } from './credentials/credential-secrets';
import { hashingAwareGuard } from './credentials/hashing-aware-guard';
import { Argon2SecretHasher } from './credentials/hashing/argon2-secret-hasher';
import { HashingBulkhead } from './credentials/hashing/hashing-bulkhead';
import { secretsPolicy, type SecretsPolicy } from './credentials/policy/secrets-policy';
import { zxcvbnEstimator } from './credentials/policy/zxcvbn-estimator';
import { PostgresCredentialSecrets } from './credentials/postgres-credential-secrets';
import type { SecretHasher } from './credentials/secret-hasher';
import type { HashingLoad } from './credentials/hashing/hashing-bulkhead';
import type { Metering } from './gateway/metrics/metering';
import type { History } from './history/history';
import type { EndedLocks } from './history/sealing/ended-locks';
import { PostgresHistory } from './history/postgres-history';
import { noticingHistory } from './notices/compose-notices';
import { systemClock, type Clock } from './platform/clock';
import { newUuid, type NewId } from './platform/ids';
import type { Logger } from './platform/logger';
import { monotonicNow } from './platform/monotonic-clock';
import type { RedisConnection } from './platform/redis/redis-connection';
import type { Rounds } from './platform/rounds';
import { composeReceipts } from './receipts/compose-receipts';
import type { KeyRing } from './receipts/key-ring';
import type { Receipts } from './receipts/receipt';
import { RedisSessionStore } from './session/redis-session-store';
import type { SessionStore } from './session/session-store';
import type { LedgerCredentials } from './users/ledger-credentials';
import type { Organizations } from './users/organization';
import { expectOwnAttemptKeys } from './users/postgres-attempt-keys';
import { PostgresCredentialOwners } from './users/postgres-credential-owners';
import { PostgresLedgerCredentials } from './users/postgres-ledger-credentials';
import { PostgresOrganizations } from './users/postgres-organizations';
import { PostgresUserDirectory } from './users/postgres-user-directory';
import type { UserDirectory } from './users/user-directory';

/** The servers that the gateway stands on, connected. */
export interface Foundations {
  readonly dataSource: DataSource;
  readonly redis: RedisConnection;
  readonly logger: Logger;
}

/** What most features are made of; a feature's composer names the parts that it takes. */
export interface Core {
  readonly dataSource: DataSource;
  readonly redis: RedisConnection;
  readonly redisPrefix: string;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly deriveAttemptKey: DeriveAttemptKey;
  readonly history: History;
  readonly guard: AttemptGuard;
  readonly jointAttempts: JointAttempts;
  readonly attempts: AttemptAdministration;
  readonly hasher: SecretHasher;
  readonly policy: SecretsPolicy;
  readonly secrets: CredentialSecrets;
  readonly confirmation: Confirmation;
  readonly sessions: SessionStore;
  readonly organizations: Organizations;
  readonly directory: UserDirectory;
  readonly ledgerCredentials: LedgerCredentials;
  readonly endedLocks: EndedLocks;
  readonly receipts: Receipts;
  readonly receiptKeys: KeyRing;
  readonly receiptKeyRounds: Rounds;
  readonly hashingLoad: () => HashingLoad;
  /** Waits until the ledger has settled what it does behind the requests. */
  attemptsIdle(): Promise<void>;
  /** Ends the threads that hash; nothing may be hashed any more. */
  endHashing(): Promise<void>;
}

/** Constructs what features share: clock, history, ledger, hashing, policy, sessions, users, confirmation, receipts. */
export async function composeCore(
  config: Config,
  { dataSource, redis, logger }: Foundations,
  metering: Metering,
): Promise<Core> {
  const clock = systemClock;
  const deriveAttemptKey = attemptKeyDeriver(config.attempts.keySecret);
  await expectOwnAttemptKeys(dataSource, deriveAttemptKey);
  const history = metering.history(noticingHistory(new PostgresHistory(dataSource), dataSource));
  const ledger = composeAttempts({
    redis,
    scripts: assembleLedgerScripts(readLedgerLua),
    dataSource,
    history,
    owners: new PostgresCredentialOwners(),
    settings: config.attempts.ledger,
    monotonicNow,
    observePermits: metering.observePermits,
  });
  const guard = metering.guard(hashingAwareGuard(ledger.guard));
  const bulkhead = new HashingBulkhead(config.hashing.bulkhead, monotonicNow, metering.observeHashing);
  const hasher = await Argon2SecretHasher.start(config.hashing.cost, config.hashing.peppers, bulkhead);
  const secrets = new PostgresCredentialSecrets(dataSource);
  const { receipts, ring, rounds } = await composeReceipts(
    { dataSource, history, clock, logger },
    config.receipts,
  );
  const { idleSeconds, absoluteSeconds, single } = config.sessions;
  return {
    dataSource,
    redis,
    redisPrefix: config.redis.prefix,
    clock,
    newId: newUuid,
    deriveAttemptKey,
    history,
    guard,
    jointAttempts: new JointAttempts({
      guard,
      bars: ledger.bars,
      verificationMs: config.attempts.ledger.verificationMs,
      monotonicNow,
    }),
    attempts: ledger.administration,
    endedLocks: new PostgresEndedLocks(dataSource, history),
    receipts,
    receiptKeys: ring,
    receiptKeyRounds: rounds,
    hashingLoad: () => bulkhead.load,
    attemptsIdle: () => ledger.idle(),
    hasher,
    endHashing: () => hasher.close(),
    policy: secretsPolicy(config.secretsPolicy, zxcvbnEstimator()),
    secrets,
    confirmation: new Confirmation(deriveAttemptKey, guard, secrets, hasher, { history, clock }),
    sessions: metering.sessions(
      new RedisSessionStore(redis, config.redis.prefix, {
        idleMs: idleSeconds * 1_000,
        absoluteMs: absoluteSeconds * 1_000,
        single,
      }),
    ),
    organizations: new PostgresOrganizations(dataSource),
    directory: new PostgresUserDirectory(dataSource),
    ledgerCredentials: new PostgresLedgerCredentials(dataSource),
  };
}
