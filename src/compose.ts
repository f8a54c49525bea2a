import type { FastifyInstance } from 'fastify';
import type { DataSource } from 'typeorm';
import type { AttemptAdministration } from './attempts/attempt-administration';
import { attemptKeyDeriver, type DeriveAttemptKey } from './attempts/attempt-key';
import { composeAttempts } from './attempts/compose-attempts';
import { assembleLedgerScripts, readLedgerLua } from './attempts/ledger-scripts';
import type { Config } from './config/config';
import { Confirmation } from './credentials/confirmation';
import { hashingAwareGuard } from './credentials/hashing-aware-guard';
import { Argon2SecretHasher } from './credentials/hashing/argon2-secret-hasher';
import { HashingBulkhead } from './credentials/hashing/hashing-bulkhead';
import { secretsPolicy } from './credentials/policy/secrets-policy';
import { zxcvbnEstimator } from './credentials/policy/zxcvbn-estimator';
import { PostgresCredentialSecrets } from './credentials/postgres-credential-secrets';
import type { SecretHasher } from './credentials/secret-hasher';
import { buildGatewaySchema } from './gateway/graphql/build-schema';
import { createApollo } from './gateway/graphql/create-apollo';
import { createServer } from './gateway/http/create-server';
import { operationLimitsPlugin } from './gateway/operations/operation-limits-plugin';
import { OPERATION_RULES } from './gateway/operations/operation-rules';
import { AddressThrottle } from './gateway/throttle/address-throttle';
import { PostgresHistory } from './history/postgres-history';
import { PostgresLoginRecords } from './history/postgres-login-records';
import { LoginResolver } from './login/graphql/login-resolver';
import { Login } from './login/login';
import { Logout } from './login/logout';
import { PostgresLoginAccounts } from './login/postgres-login-accounts';
import { systemClock } from './platform/clock';
import { newUuid } from './platform/ids';
import type { Logger } from './platform/logger';
import type { RedisConnection } from './platform/redis/redis-connection';
import { Authenticate } from './session/authenticate';
import { RedisSessionStore } from './session/redis-session-store';
import { sessionCookie } from './session/session-cookie';
import { CreateUser } from './users/create-user';
import { AdministrationResolver } from './users/graphql/administration-resolver';
import { UsersResolver } from './users/graphql/users-resolver';
import { ViewerResolver } from './users/graphql/viewer-resolver';
import { PostgresActiveUsers } from './users/postgres-active-users';
import { PostgresCredentialOwners } from './users/postgres-credential-owners';
import { PostgresLedgerCredentials } from './users/postgres-ledger-credentials';
import { PostgresOrganizations } from './users/postgres-organizations';
import { PostgresUserDirectory } from './users/postgres-user-directory';
import { PostgresUserRegister } from './users/postgres-user-register';
import { Suspension } from './users/suspension';

/** The servers that the gateway stands on, connected. */
export interface Foundations {
  readonly dataSource: DataSource;
  readonly redis: RedisConnection;
  readonly logger: Logger;
}

/** The gateway, put together. */
export interface Gateway {
  readonly app: FastifyInstance;
  readonly hasher: SecretHasher;
  readonly attempts: AttemptAdministration;
  readonly deriveAttemptKey: DeriveAttemptKey;
  /** Stops taking requests, lets those under way end, then what runs behind them. Leaves the foundations open. */
  close(): Promise<void>;
}

/** The composition root: the only place that constructs adapters and hands them down. */
export async function compose(config: Config, { dataSource, redis, logger }: Foundations): Promise<Gateway> {
  const clock = systemClock;
  const monotonicNow = (): number => performance.now();
  const deriveAttemptKey = attemptKeyDeriver(config.attempts.keySecret);

  const history = new PostgresHistory(dataSource);
  const ledger = composeAttempts({
    redis,
    scripts: assembleLedgerScripts(readLedgerLua),
    dataSource,
    history,
    owners: new PostgresCredentialOwners(),
    settings: config.attempts.ledger,
    monotonicNow,
  });
  const guard = hashingAwareGuard(ledger.guard);
  const attempts = ledger.administration;
  const bulkhead = new HashingBulkhead(config.hashing.bulkhead, monotonicNow);
  const hasher = await Argon2SecretHasher.start(config.hashing.cost, config.hashing.peppers, bulkhead);
  const policy = secretsPolicy(config.secretsPolicy, zxcvbnEstimator());

  const { idleSeconds, absoluteSeconds, single, cookieSecure } = config.sessions;
  const sessions = new RedisSessionStore(redis, config.redis.prefix, {
    idleMs: idleSeconds * 1_000,
    absoluteMs: absoluteSeconds * 1_000,
    single,
  });
  const authenticate = new Authenticate(sessions, new PostgresActiveUsers(dataSource));

  const organizations = new PostgresOrganizations(dataSource);
  const directory = new PostgresUserDirectory(dataSource);
  const confirmation = new Confirmation(
    deriveAttemptKey,
    guard,
    new PostgresCredentialSecrets(dataSource),
    hasher,
    { history, clock },
  );
  const login = new Login({
    deriveAttemptKey,
    attempts: guard,
    accounts: new PostgresLoginAccounts(dataSource),
    hasher,
    history,
    sessions,
    clock,
  });
  const createUser = new CreateUser(
    {
      confirmation,
      policy,
      hasher,
      organizations,
      register: new PostgresUserRegister(dataSource, history),
      attempts,
      deriveAttemptKey,
      clock,
      newId: newUuid,
    },
    config.users.generalUserLimit,
  );
  const suspension = new Suspension({
    confirmation,
    directory,
    ledgerCredentials: new PostgresLedgerCredentials(dataSource),
    attempts,
    sessions,
    history,
    clock,
  });

  const schema = buildGatewaySchema([
    new LoginResolver(login, new Logout(sessions, history, clock)),
    new ViewerResolver(organizations, new PostgresLoginRecords(dataSource)),
    new UsersResolver(directory, clock),
    new AdministrationResolver(createUser, suspension),
  ]);
  const throttle = new AddressThrottle(redis, config.redis.prefix, config.throttle);
  const apollo = createApollo(
    schema,
    {
      introspection: config.playground.introspection,
      hideSchemaDetails: !config.playground.introspection,
    },
    [operationLimitsPlugin(OPERATION_RULES, throttle)],
    logger,
  );
  await apollo.start();

  let draining = false;
  const app = await createServer(
    {
      trustedProxies: config.server.trustedProxies,
      publicOrigins: config.server.publicOrigins,
      defaultLanguage: config.i18n.defaultLanguage,
      cookie: sessionCookie(cookieSecure),
    },
    {
      apollo,
      authenticate,
      health: {
        probes: { postgres: () => dataSource.query('SELECT 1'), redis: () => redis.ping() },
        draining: () => draining,
      },
      logger,
    },
  );
  return {
    app,
    hasher,
    attempts,
    deriveAttemptKey,
    close: async () => {
      draining = true;
      await app.close();
      await apollo.stop();
      await ledger.idle();
    },
  };
}
