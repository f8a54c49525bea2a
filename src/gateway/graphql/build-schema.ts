import 'reflect-metadata';
import type { GraphQLSchema } from 'graphql';
import { buildSchemaSync } from 'type-graphql';
import { LoginResolver } from '../../login/graphql/login-resolver';
import { AdministrationResolver } from '../../users/graphql/administration-resolver';
import { UsersResolver } from '../../users/graphql/users-resolver';
import { ViewerResolver } from '../../users/graphql/viewer-resolver';
import { enforceAccess } from '../operations/enforce-access';
import { OPERATION_RULES } from '../operations/operation-rules';

/** One instance of each resolver class. */
export type Resolvers = readonly [LoginResolver, ViewerResolver, UsersResolver, AdministrationResolver];

const RESOLVER_CLASSES = [LoginResolver, ViewerResolver, UsersResolver, AdministrationResolver] as const;

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
