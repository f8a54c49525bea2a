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
import type { Config } from './config/config';
import { composePasswords } from './credentials/change/compose-passwords';
import { ChangePasswordResolver } from './credentials/graphql/change-password-resolver';
import { PolicyResolver } from './credentials/graphql/policy-resolver';
import { ResetPasswordResolver } from './credentials/graphql/reset-password-resolver';
import type { SecretHasher } from './credentials/secret-hasher';
import { buildGatewaySchema, type Resolvers } from './gateway/graphql/build-schema';
import { DocumentGate } from './gateway/documents/document-limits';
import { TrustedDocuments } from './gateway/documents/trusted-documents';
import { createApollo } from './gateway/graphql/create-apollo';
import { createServer } from './gateway/http/create-server';
import { operationLimitsPlugin } from './gateway/operations/operation-limits-plugin';
import { OPERATION_RULES } from './gateway/operations/operation-rules';
import { readOperationDocuments } from './gateway/playground/read-operation-documents';
import { Throttle } from './gateway/throttle/throttle';
import { throttlePolicies } from './gateway/throttle/throttle-policy';
import { HistoryResolver } from './history/graphql/history-resolver';
import { PostgresHistoryPages } from './history/postgres-history-pages';
import { PostgresLoginRecords } from './history/postgres-login-records';
import { composeSealing } from './history/sealing/compose-sealing';
import { LoginResolver } from './login/graphql/login-resolver';
import { Login } from './login/login';
import { Logout } from './login/logout';
import { PostgresLoginAccounts } from './login/postgres-login-accounts';
import { composeNoticeWorker } from './notices/compose-notices';
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
  readonly hasher: SecretHasher;
  readonly deriveAttemptKey: DeriveAttemptKey;
  /** Stops taking requests, lets those under way end, then what runs behind them. Leaves the foundations open. */
  close(): Promise<void>;
}

/** The composition root: what constructs adapters and hands them down. */
export async function compose(config: Config, foundations: Foundations): Promise<Gateway> {
  const { dataSource, redis, logger } = foundations;
  const core = await composeCore(config, foundations);
  const tokens = deviceTokens(config.attempts.keySecret);
  const activeUsers = new PostgresActiveUsers(dataSource);
  const schema = buildGatewaySchema(await composeResolvers(config, core, tokens, activeUsers));
  const monotonicNow = (): number => performance.now();
  const throttle = new Throttle(throttlePolicies(config.throttles), {
    redis,
    prefix: config.redis.prefix,
    now: monotonicNow,
  });
  const { limits } = config.documents;
  const { introspection } = config.playground;
  const apollo = createApollo(
    schema,
    { introspection, hideSchemaDetails: !introspection, maxTokens: limits.tokens },
    [operationLimitsPlugin(OPERATION_RULES, limits.cost, throttle)],
    logger,
  );
  await apollo.start();

  let draining = false;
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
      health: {
        probes: { postgres: () => dataSource.query('SELECT 1'), redis: () => redis.ping() },
        draining: () => draining,
      },
      logger,
    },
  );
  const notices = composeNoticeWorker({ dataSource, logger, monotonicNow }, config.notices);
  notices.start();
  const sealing = composeSealing({ ...core, logger }, config.history);
  sealing.start();
  return {
    app,
    hasher: core.hasher,
    deriveAttemptKey: core.deriveAttemptKey,
    close: async () => {
      draining = true;
      await app.close();
      await apollo.stop();
      await core.attemptsIdle();
      await sealing.stop();
      await notices.stop();
    },
  };
}

/** The documents that alone are run, if it is to be so. */
async function trustedDocuments({ documents }: Config): Promise<TrustedDocuments | null> {
  if (documents.trustedFolder === null) return null;
  return new TrustedDocuments((await readOperationDocuments(documents.trustedFolder)).values());
}

/** Every resolver over its feature. */
async function composeResolvers(
  config: Config,
  core: Core,
  tokens: DeviceTokens,
  activeUsers: ActiveUsers,
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
    new LoginResolver(login, new Logout(sessions, history, clock)),
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
    new AnswerResolver(additionalAuthentication.answer),
    new SecurityAnswersResolver(additionalAuthentication.questions, additionalAuthentication.register),
    new DevicesResolver(additionalAuthentication.ownDevices),
    new ResetAdditionalAuthenticationResolver(additionalAuthentication.reset),
    new PaperProceduresResolver(paper.receiving, paper.review, paper.execution, presentPaper, clock),
    new PaperListResolver(paper.list, paper.standings, presentPaper, overdueDays, clock),
    new HistoryResolver(new PostgresHistoryPages(dataSource)),
  ];
}
