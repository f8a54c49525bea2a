import 'reflect-metadata';
import type { FastifyInstance } from 'fastify';
import { composeAdditionalAuthentication } from './additional-authentication/compose-additional-authentication';
import { deviceCookie } from './additional-authentication/device-cookie';
import { deviceTokens, type DeviceTokens } from './additional-authentication/device-token';
import { AnswerResolver } from './additional-authentication/graphql/answer-resolver';
import { DevicesResolver } from './additional-authentication/graphql/devices-resolver';
import { ResetAdditionalAuthenticationResolver } from './additional-authentication/graphql/reset-resolver';
import { SecurityAnswersResolver } from './additional-authentication/graphql/security-answers-resolver';
import { PostgresSecurityQuestions } from './additional-authentication/postgres-security-questions';
import type { DeriveAttemptKey } from './attempts/attempt-key';
import { composeCore, type Core, type Foundations } from './compose-core';
import { composeAdmin, meterGauges } from './compose-metrics';
import type { Config } from './config/config';
import { composePasswords } from './credentials/change/compose-passwords';
import { ChangePasswordResolver } from './credentials/graphql/change-password-resolver';
import { PolicyResolver } from './credentials/graphql/policy-resolver';
import { ResetPasswordResolver } from './credentials/graphql/reset-password-resolver';
import type { SecretHasher } from './credentials/secret-hasher';
import { buildGatewaySchema, type Resolvers } from './gateway/graphql/build-schema';
import { createApollo } from './gateway/graphql/create-apollo';
import { createServer } from './gateway/http/create-server';
import type { Metering } from './gateway/metrics/metering';
import { operationLimitsPlugin } from './gateway/operations/operation-limits-plugin';
import { OPERATION_RULES } from './gateway/operations/operation-rules';
import { AddressThrottle } from './gateway/throttle/address-throttle';
import { HistoryResolver } from './history/graphql/history-resolver';
import { PostgresHistoryPages } from './history/postgres-history-pages';
import { PostgresLoginRecords } from './history/postgres-login-records';
import { composeSealing } from './history/sealing/compose-sealing';
import { LoginResolver } from './login/graphql/login-resolver';
import { Login } from './login/login';
import { Logout } from './login/logout';
import { PostgresLoginAccounts } from './login/postgres-login-accounts';
import { composeNoticeWorker } from './notices/compose-notices';
import { NO_TRACING, type Tracing } from './platform/tracing/tracing';
import { composePaperProcedures } from './paper-procedures/compose-paper-procedures';
import { PaperListResolver } from './paper-procedures/graphql/paper-list-resolver';
import { PaperProceduresResolver } from './paper-procedures/graphql/paper-procedures-resolver';
import { procedurePresenter } from './paper-procedures/graphql/present-procedure';
import { composeRegistration } from './registration/compose-registration';
import { RegistrationResolver } from './registration/graphql/registration-resolver';
import { Authenticate, type ActiveUsers } from './session/authenticate';
import { SessionResolver } from './session/graphql/session-resolver';
import { OwnSessions } from './session/own-sessions';
import { sessionCookie } from './session/session-cookie';
import { composeAdministration } from './users/compose-administration';
import { AdministrationResolver } from './users/graphql/administration-resolver';
import { DeleteUserResolver } from './users/graphql/delete-user-resolver';
import { OrganizationResolver } from './users/graphql/organization-resolver';
import { UpdateUserResolver } from './users/graphql/update-user-resolver';
import { UsersResolver } from './users/graphql/users-resolver';
import { ViewerResolver } from './users/graphql/viewer-resolver';
import { PostgresActiveUsers } from './users/postgres-active-users';

/** The gateway, put together. */
export interface Gateway {
  readonly app: FastifyInstance;
  /** Serves metrics and health to those who run the gateway; null if it is not wanted. */
  readonly admin: FastifyInstance | null;
  readonly hasher: SecretHasher;
  readonly deriveAttemptKey: DeriveAttemptKey;
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
  const throttle = metering.throttle(
    new AddressThrottle(redis, config.redis.prefix, config.throttle),
    'login',
  );
  const { introspection } = config.playground;
  const apollo = createApollo(
    schema,
    { introspection, hideSchemaDetails: !introspection },
    [operationLimitsPlugin(OPERATION_RULES, throttle), ...metering.plugins],
    logger,
  );
  await apollo.start();

  const { cookieSecure } = config.sessions;
  const app = await createServer(
    {
      trustedProxies: config.server.trustedProxies,
      publicOrigins: config.server.publicOrigins,
      defaultLanguage: config.i18n.defaultLanguage,
      cookie: sessionCookie(cookieSecure),
      device: { cookie: deviceCookie(cookieSecure), tokens },
    },
    {
      apollo,
      authenticate: new Authenticate(core.sessions, activeUsers),
      health,
      logger,
      meter: (server) => {
        metering.http(server);
      },
      tracing,
    },
  );
  const monotonicNow = (): number => performance.now();
  const notices = composeNoticeWorker({ dataSource, logger, monotonicNow }, config.notices);
  notices.start();
  const sealing = composeSealing({ ...core, logger }, config.history);
  sealing.start();
  meterGauges(metering, { ...health, hashingLoad: core.hashingLoad, dataSource });
  return {
    app,
    admin,
    hasher: core.hasher,
    deriveAttemptKey: core.deriveAttemptKey,
    close: async () => {
      draining = true;
      await app.close();
      await apollo.stop();
      await core.attemptsIdle();
      await sealing.stop();
      await notices.stop();
      // Last, so that whoever watches the gateway sees it drain.
      await admin?.close();
    },
  };
}

/** Every resolver over its feature. */
async function composeResolvers(
  config: Config,
  core: Core,
  tokens: DeviceTokens,
  activeUsers: ActiveUsers,
  metering: Metering,
): Promise<Resolvers> {
  const { dataSource, sessions, history, clock, organizations, directory } = core;
  const { generalUserLimit } = config.users;
  const additionalAuthentication = await composeAdditionalAuthentication(
    { ...core, tokens },
    config.additionalAuthentication,
  );
  const login = new Login({
    ...core,
    attempts: core.guard,
    accounts: new PostgresLoginAccounts(dataSource),
    riskCheck: additionalAuthentication.riskCheck,
  });
  const administration = composeAdministration(core, generalUserLimit);
  const passwords = composePasswords(core, config.passwords);
  const questions = new PostgresSecurityQuestions(dataSource);
  const { opening, registration } = composeRegistration({ ...core, questions }, config.registration);
  const paper = composePaperProcedures(core);
  const { overdueDays } = config.paperProcedures;
  const presentPaper = procedurePresenter(overdueDays);
  return [
    new LoginResolver(metering.login(login), new Logout(sessions, history, clock)),
    new ViewerResolver(organizations, new PostgresLoginRecords(dataSource), activeUsers),
    new UsersResolver(directory, clock),
    new AdministrationResolver(administration.createUser, administration.suspension),
    new ChangePasswordResolver(passwords.change),
    new ResetPasswordResolver(passwords.reset),
    new PolicyResolver(config.secretsPolicy),
    new SessionResolver(new OwnSessions(sessions, history, clock)),
    new UpdateUserResolver(administration.updateUser),
    new DeleteUserResolver(administration.deleteUser),
    new OrganizationResolver(organizations, directory, generalUserLimit),
    new RegistrationResolver(opening, registration),
    new AnswerResolver(metering.answer(additionalAuthentication.answer)),
    new SecurityAnswersResolver(additionalAuthentication.questions, additionalAuthentication.register),
    new DevicesResolver(additionalAuthentication.ownDevices),
    new ResetAdditionalAuthenticationResolver(additionalAuthentication.reset),
    new PaperProceduresResolver(paper.receiving, paper.review, paper.execution, presentPaper, clock),
    new PaperListResolver(paper.list, paper.standings, presentPaper, overdueDays, clock),
    new HistoryResolver(new PostgresHistoryPages(dataSource)),
  ];
}
