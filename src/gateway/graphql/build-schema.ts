import 'reflect-metadata';
import type { GraphQLSchema } from 'graphql';
import { buildSchemaSync } from 'type-graphql';
import { AnswerResolver } from '../../additional-authentication/graphql/answer-resolver';
import { DevicesResolver } from '../../additional-authentication/graphql/devices-resolver';
import { ResetAdditionalAuthenticationResolver } from '../../additional-authentication/graphql/reset-resolver';
import { SecurityAnswersResolver } from '../../additional-authentication/graphql/security-answers-resolver';
import { ApprovalListResolver } from '../../approvals/graphql/approval-list-resolver';
import { ApprovalsResolver } from '../../approvals/graphql/approvals-resolver';
import { SubmitResolver } from '../../approvals/graphql/submit-resolver';
import { ChangePasswordResolver } from '../../credentials/graphql/change-password-resolver';
import { PolicyResolver } from '../../credentials/graphql/policy-resolver';
import { ResetPasswordResolver } from '../../credentials/graphql/reset-password-resolver';
import { HistoryResolver } from '../../history/graphql/history-resolver';
import { LoginResolver } from '../../login/graphql/login-resolver';
import { PaperListResolver } from '../../paper-procedures/graphql/paper-list-resolver';
import { PaperProceduresResolver } from '../../paper-procedures/graphql/paper-procedures-resolver';
import { InquiryResolver } from '../../pin-authorization/graphql/inquiry-resolver';
import { TransferResolver } from '../../pin-authorization/graphql/transfer-resolver';
import { RegistrationResolver } from '../../registration/graphql/registration-resolver';
import { SessionResolver } from '../../session/graphql/session-resolver';
import { AdministrationResolver } from '../../users/graphql/administration-resolver';
import { DeleteUserResolver } from '../../users/graphql/delete-user-resolver';
import { OrganizationResolver } from '../../users/graphql/organization-resolver';
import { OrganizationSettingsResolver } from '../../users/graphql/organization-settings-resolver';
import { UpdateUserResolver } from '../../users/graphql/update-user-resolver';
import { UsersResolver } from '../../users/graphql/users-resolver';
import { ViewerResolver } from '../../users/graphql/viewer-resolver';
import { enforceAccess } from '../operations/enforce-access';
import { OPERATION_RULES } from '../operations/operation-rules';

const RESOLVER_CLASSES = [
  LoginResolver,
  ViewerResolver,
  UsersResolver,
  AdministrationResolver,
  ChangePasswordResolver,
  ResetPasswordResolver,
  PolicyResolver,
  SessionResolver,
  UpdateUserResolver,
  DeleteUserResolver,
  OrganizationResolver,
  OrganizationSettingsResolver,
  RegistrationResolver,
  AnswerResolver,
  SecurityAnswersResolver,
  DevicesResolver,
  ResetAdditionalAuthenticationResolver,
  PaperProceduresResolver,
  PaperListResolver,
  SubmitResolver,
  ApprovalsResolver,
  ApprovalListResolver,
  HistoryResolver,
  InquiryResolver,
  TransferResolver,
] as const;

type InstancesOf<Classes extends readonly unknown[]> = {
  readonly [Place in keyof Classes]: Classes[Place] extends new (...ports: never[]) => infer Instance
    ? Instance
    : never;
};

/** One instance of each resolver class, in their order. */
export type Resolvers = InstancesOf<typeof RESOLVER_CLASSES>;

/** Builds the schema, each operation behind its access rule. Without resolvers it can be printed, but not run. */
export function buildGatewaySchema(resolvers?: Resolvers): GraphQLSchema {
  const instances = new Map<unknown, unknown>(resolvers?.map((resolver) => [resolver.constructor, resolver]));
  const schema = buildSchemaSync({
    resolvers: [...RESOLVER_CLASSES],
    container: { get: (someClass) => instances.get(someClass) },
    // Inputs are judged by the domain, which reports every violation at once in the reader's language.
    validate: false,
    scalarsMap: [],
  });
  describeRoots(schema);
  return enforceAccess(schema, OPERATION_RULES);
}

/** type-graphql makes the root types itself and knows no description for them. */
function describeRoots(schema: GraphQLSchema): void {
  const [query, mutation] = [schema.getQueryType(), schema.getMutationType()];
  if (query != null) query.description = 'What can be read.';
  if (mutation != null) mutation.description = 'What can be done.';
}
