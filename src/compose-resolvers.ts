import { composeAdditionalAuthentication } from './additional-authentication/compose-additional-authentication';
import { type DeviceTokens } from './additional-authentication/device-token';
import { AnswerResolver } from './additional-authentication/graphql/answer-resolver';
import { DevicesResolver } from './additional-authentication/graphql/devices-resolver';
import { ResetAdditionalAuthenticationResolver } from './additional-authentication/graphql/reset-resolver';
import { SecurityAnswersResolver } from './additional-authentication/graphql/security-answers-resolver';
import { PostgresSecurityQuestions } from './additional-authentication/postgres-security-questions';
import { composeApprovals } from './approvals/compose-approvals';
import { ApprovalListResolver } from './approvals/graphql/approval-list-resolver';
import { ApprovalsResolver } from './approvals/graphql/approvals-resolver';
import { SubmitResolver } from './approvals/graphql/submit-resolver';
import { type Core } from './compose-core';
import type { Config } from './config/config';
import { composePasswords } from './credentials/change/compose-passwords';
import { ChangePasswordResolver } from './credentials/graphql/change-password-resolver';
import { PolicyResolver } from './credentials/graphql/policy-resolver';
import { ResetPasswordResolver } from './credentials/graphql/reset-password-resolver';
import { type Resolvers } from './gateway/graphql/build-schema';
import type { Metering } from './gateway/metrics/metering';
import { HistoryResolver } from './history/graphql/history-resolver';
import { PostgresHistoryPages } from './history/postgres-history-pages';
import { PostgresLoginRecords } from './history/postgres-login-records';
import { LoginResolver } from './login/graphql/login-resolver';
import { Login } from './login/login';
import { Logout } from './login/logout';
import { PostgresLoginAccounts } from './login/postgres-login-accounts';
import { composePaperProcedures } from './paper-procedures/compose-paper-procedures';
import { PaperListResolver } from './paper-procedures/graphql/paper-list-resolver';
import { PaperProceduresResolver } from './paper-procedures/graphql/paper-procedures-resolver';
import { procedurePresenter } from './paper-procedures/graphql/present-procedure';
import { composePinAuthorization } from './pin-authorization/compose-pin-authorization';
import { InquiryResolver } from './pin-authorization/graphql/inquiry-resolver';
import { TransferResolver } from './pin-authorization/graphql/transfer-resolver';
import { composeRegistration } from './registration/compose-registration';
import { RegistrationResolver } from './registration/graphql/registration-resolver';
import { type ActiveUsers } from './session/authenticate';
import { SessionResolver } from './session/graphql/session-resolver';
import { OwnSessions } from './session/own-sessions';
import { composeAdministration } from './users/compose-administration';
import { AdministrationResolver } from './users/graphql/administration-resolver';
import { DeleteUserResolver } from './users/graphql/delete-user-resolver';
import { OrganizationResolver } from './users/graphql/organization-resolver';
import { OrganizationSettingsResolver } from './users/graphql/organization-settings-resolver';
import { UpdateUserResolver } from './users/graphql/update-user-resolver';
import { UsersResolver } from './users/graphql/users-resolver';
import { ViewerResolver } from './users/graphql/viewer-resolver';

/** Every resolver over its feature. */
export async function composeResolvers(
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
  const logins = metering.loginRecords(new PostgresLoginRecords(dataSource));
  const login = new Login(
    {
      ...core,
      attempts: core.guard,
      accounts: new PostgresLoginAccounts(dataSource),
      logins,
      riskCheck: additionalAuthentication.riskCheck,
    },
    config.passwords.temporaryDays,
  );
  const administration = composeAdministration(core, generalUserLimit);
  const passwords = composePasswords(core, config.passwords);
  const questions = new PostgresSecurityQuestions(dataSource);
  const { opening, registration } = composeRegistration({ ...core, questions }, config.registration);
  const paper = composePaperProcedures(core);
  const pinAuthorization = composePinAuthorization(core);
  const { overdueDays } = config.paperProcedures;
  const presentPaper = procedurePresenter(overdueDays);
  const approvals = composeApprovals(core);
  return [
    new LoginResolver(metering.login(login), new Logout(sessions, history, clock)),
    new ViewerResolver(organizations, logins, activeUsers),
    new UsersResolver(directory, clock),
    new AdministrationResolver(administration.createUser, administration.suspension),
    new ChangePasswordResolver(passwords.change),
    new ResetPasswordResolver(passwords.reset),
    new PolicyResolver(config.secretsPolicy),
    new SessionResolver(new OwnSessions(sessions, history, clock)),
    new UpdateUserResolver(administration.updateUser),
    new DeleteUserResolver(administration.deleteUser),
    new OrganizationResolver(organizations, directory, generalUserLimit),
    new OrganizationSettingsResolver(administration.organizationSettings),
    new RegistrationResolver(opening, registration),
    new AnswerResolver(metering.answer(additionalAuthentication.answer)),
    new SecurityAnswersResolver(additionalAuthentication.questions, additionalAuthentication.register),
    new DevicesResolver(additionalAuthentication.ownDevices),
    new ResetAdditionalAuthenticationResolver(additionalAuthentication.reset),
    new PaperProceduresResolver(paper.receiving, paper.review, paper.execution, presentPaper, clock),
    new PaperListResolver(paper.list, paper.standings, presentPaper, overdueDays, clock),
    new SubmitResolver(approvals.submitting, clock),
    new ApprovalsResolver(approvals.approving, approvals.cancelling, approvals.returning, clock),
    new ApprovalListResolver(approvals.list, clock),
    new HistoryResolver(new PostgresHistoryPages(dataSource)),
    new InquiryResolver(pinAuthorization.inquiry),
    new TransferResolver(pinAuthorization.transfer),
  ];
}
