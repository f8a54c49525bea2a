import { defaultFieldResolver, type GraphQLObjectType, type GraphQLSchema } from 'graphql';
import { GatewayError } from '../../graphql/gateway-error';
import { principalOf } from '../../graphql/principal-of';
import type { RequestContext } from '../../graphql/request-context';
import type { RequiredAction } from '../../users/required-action';
import type { OperationRule } from './operation-rules';

/**
 * Puts its rule before every operation of the schema.
 * @throws Error at start-up, if an operation has no rule or a rule has no operation.
 */
export function enforceAccess(
  schema: GraphQLSchema,
  rules: Readonly<Record<string, OperationRule>>,
): GraphQLSchema {
  const unused = new Set(Object.keys(rules));
  for (const type of rootTypes(schema)) {
    for (const name of Object.keys(type.getFields())) {
      const operation = `${type.name}.${name}`;
      const rule = rules[operation];
      if (rule === undefined) throw new Error(`The operation ${operation} has no access rule.`);
      unused.delete(operation);
      guardField(type, name, rule);
    }
  }
  if (unused.size > 0) throw new Error(`Access rules without an operation: ${[...unused].join(', ')}.`);
  return schema;
}

function rootTypes(schema: GraphQLSchema): readonly GraphQLObjectType<unknown, RequestContext>[] {
  return [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].filter(
    (type): type is GraphQLObjectType<unknown, RequestContext> => type != null,
  );
}

function guardField(
  type: GraphQLObjectType<unknown, RequestContext>,
  name: string,
  { access, whileActionsRequired }: OperationRule,
): void {
  const field = type.getFields()[name];
  if (field === undefined || access === 'ANYONE') return;
  const resolve = field.resolve ?? defaultFieldResolver;
  field.resolve = async (source, args, context, info): Promise<unknown> => {
    const { user, requiredActions } = await principalOf(context);
    if (access !== 'ANY_SESSION' && !access.includes(user.role)) throw new GatewayError('FORBIDDEN');
    if (!worksWhile(requiredActions, whileActionsRequired)) throw new GatewayError('ACTION_REQUIRED');
    return resolve(source, args, context, info);
  };
}

function worksWhile(
  required: readonly RequiredAction[],
  allowed: OperationRule['whileActionsRequired'],
): boolean {
  if (required.length === 0) return true;
  return typeof allowed === 'boolean' ? allowed : required.includes(allowed);
}
