import type { ApolloServerPlugin } from '@apollo/server';
import { unwrapResolverError } from '@apollo/server/errors';
import type { DocumentNode, OperationDefinitionNode } from 'graphql';
import { GatewayError } from '../../graphql/gateway-error';
import { REFUSAL_CODES, type RefusedRequest } from '../../graphql/refused-request';
import type { RequestContext } from '../../graphql/request-context';
import type { Principal } from '../../session/principal';
import type { OperationRule } from '../operations/operation-rules';
import { calledOperations } from '../operations/root-fields';

/** Notes for the log whom an operation was refused, and which. A request without errors pays nothing for it. */
export function refusalRecordPlugin(
  rules: Readonly<Record<string, OperationRule>>,
): ApolloServerPlugin<RequestContext> {
  const listening = Promise.resolve({
    async didEncounterErrors({ errors, contextValue, document, operation }: EncounteredErrors) {
      const refusal = gravest(errors);
      if (refusal === null) return;
      contextValue.noteRefusal({
        ...refusal,
        called: calledOperations(document, operation).filter((name) => rules[name] !== undefined),
        ...named(await contextValue.knownPrincipal()),
      });
    },
  });
  return { requestDidStart: () => listening };
}

interface EncounteredErrors {
  readonly errors: readonly Error[];
  readonly contextValue: RequestContext;
  readonly document?: DocumentNode;
  readonly operation?: OperationDefinitionNode;
}

function gravest(errors: readonly Error[]): Pick<RefusedRequest, 'code' | 'policy'> | null {
  const found = errors.map(unwrapResolverError).filter((error) => error instanceof GatewayError);
  for (const code of REFUSAL_CODES) {
    const refusal = found.find(({ extensions }) => extensions['code'] === code);
    if (refusal === undefined) continue;
    const { policy } = refusal.extensions;
    return typeof policy === 'string' ? { code, policy } : { code };
  }
  return null;
}

function named(principal: Principal | null): Pick<RefusedRequest, 'userId' | 'organizationId'> {
  if (principal === null) return {};
  const { id, organizationId } = principal.user;
  return organizationId === null ? { userId: id } : { userId: id, organizationId };
}
