import 'reflect-metadata';
import type { FastifyInstance } from 'fastify';
import { deviceCookie } from './additional-authentication/device-cookie';
import { deviceTokens } from './additional-authentication/device-token';
import { composeExpiry } from './approvals/compose-approvals';
import type { DeriveAttemptKey } from './attempts/attempt-key';
import { composeCore, type Foundations } from './compose-core';
import { composeAdmin, meterGauges } from './compose-metrics';
import type { Config } from './config/config';
import type { SecretHasher } from './credentials/secret-hasher';
import { buildGatewaySchema } from './gateway/graphql/build-schema';
import { DocumentGate } from './gateway/documents/document-limits';
import { TrustedDocuments } from './gateway/documents/trusted-documents';
import { createApollo } from './gateway/graphql/create-apollo';
import { refusalRecordPlugin } from './gateway/graphql/refusal-record-plugin';
import { createServer } from './gateway/http/create-server';
import { endRequests } from './gateway/http/end-requests';
import { RequestsUnderWay } from './gateway/http/requests-under-way';
import { operationLimitsPlugin } from './gateway/operations/operation-limits-plugin';
import { OPERATION_RULES } from './gateway/operations/operation-rules';
import { registerJwks } from './gateway/well-known/register-jwks';
import { readOperationDocuments } from './gateway/playground/read-operation-documents';
import { Throttle } from './gateway/throttle/throttle';
import { throttlePolicies } from './gateway/throttle/throttle-policy';
import { composeSealing } from './history/sealing/compose-sealing';
import { composeNoticeWorker } from './notices/compose-notices';
import { monotonicNow } from './platform/monotonic-clock';
import { NO_TRACING, type Tracing } from './platform/tracing/tracing';
import type { Receipts } from './receipts/receipt';
import { Authenticate } from './session/authenticate';
import { sessionCookie } from './session/session-cookie';
import { PostgresActiveUsers } from './users/postgres-active-users';
import { composeResolvers } from './compose-resolvers';

/** The gateway, put together. */
export interface Gateway {
  readonly app: FastifyInstance;
  /** Serves metrics and health to those who run the gateway; null if it is not wanted. */
  readonly admin: FastifyInstance | null;
  readonly hasher: SecretHasher;
  readonly deriveAttemptKey: DeriveAttemptKey;
  readonly receipts: Receipts;
  /** Tells balancers to go elsewhere: not ready from now on, and no connection outlives its next answer. Serves on. */
  announceEnd(): void;
  /** Stops taking requests, lets those under way end, then what runs behind them. Leaves the foundations open. */
  close(): Promise<void>;
}

/** The composition root: what constructs adapters and hands them down. */
export async function compose(
  config: Config,
  foundations: Foundations,
  tracing: Tracing = NO_TRACING,
): Promise<Gateway> {
  const { dataSource, redis, logger } = foundations;
  let draining = false;
  const health = {
    probes: { postgres: () => dataSource.query('SELECT 1'), redis: () => redis.ping() },
    draining: () => draining,
  };
  const { admin, metering } = composeAdmin(config.admin, health, logger);
  const core = await composeCore(config, foundations, metering);
  const tokens = deviceTokens(config.attempts.keySecret);
  const activeUsers = new PostgresActiveUsers(dataSource);
  const schema = buildGatewaySchema(await composeResolvers(config, core, tokens, activeUsers, metering));
  const throttle = new Throttle(throttlePolicies(config.throttles), {
    redis,
    prefix: config.redis.prefix,
    now: monotonicNow,
    observe: metering.observeThrottle,
  });
  const { limits } = config.documents;
  const { introspection } = config.playground;
  const apollo = createApollo(
    schema,
    { introspection, hideSchemaDetails: !introspection, maxTokens: limits.tokens },
    [
      operationLimitsPlugin(OPERATION_RULES, limits.cost, throttle),
      refusalRecordPlugin(OPERATION_RULES),
      ...metering.plugins,
    ],
    logger,
  );
  await apollo.start();
  const underWay = new RequestsUnderWay();

  const { cookieSecure } = config.sessions;
  const app = await createServer(
    {
      trustedProxies: config.server.trustedProxies,
      publicOrigins: config.server.publicOrigins,
      maxBodyBytes: config.server.maxBodyBytes,
      defaultLanguage: config.i18n.defaultLanguage,
      cookie: sessionCookie(cookieSecure),
      device: { cookie: deviceCookie(cookieSecure), tokens },
    },
    {
      apollo,
      authenticate: new Authenticate(core.sessions, activeUsers),
      throttle,
      documents: { gate: new DocumentGate(limits), trusted: await trustedDocuments(config) },
      underWay,
      health,
      logger,
      meter: (server) => {
        metering.http(server);
      },
      tracing,
    },
  );
  registerJwks(app, core.receiptKeys, config.receipts.cacheSeconds);
  const notices = composeNoticeWorker({ dataSource, logger, monotonicNow }, config.notices);
  notices.start();
  const sealing = composeSealing({ ...core, logger }, config.history);
  const expiry = composeExpiry({ ...core, logger });
  expiry.start();
  sealing.start();
  core.receiptKeyRounds.start();
  meterGauges(metering, { ...health, hashingLoad: core.hashingLoad, dataSource });
  return {
    app,
    admin,
    hasher: core.hasher,
    deriveAttemptKey: core.deriveAttemptKey,
    receipts: core.receipts,
    announceEnd: () => {
      draining = true;
    },
    close: async () => {
      draining = true;
      await endRequests(app, underWay, config.server.shutdownGraceMs);
      await apollo.stop();
      await core.attemptsIdle();
      await core.endHashing();
      await core.receiptKeyRounds.stop();
      await expiry.stop();
      await sealing.stop();
      await notices.stop();
      // Last, so that whoever watches the gateway sees it drain.
      await admin?.close();
    },
  };
}

/** The documents that alone are run, if it is to be so. */
async function trustedDocuments({ documents }: Config): Promise<TrustedDocuments | null> {
  if (documents.trustedFolder === null) return null;
  return new TrustedDocuments((await readOperationDocuments(documents.trustedFolder)).values());
}
