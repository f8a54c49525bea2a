import type { ApolloServerPlugin } from '@apollo/server';
import { unwrapResolverError } from '@apollo/server/errors';
import type { RequestContext } from '../../graphql/request-context';
import type { Logger } from '../../platform/logger';
import { isArgumentFault } from '../errors/argument-fault';
import { isPassingFault } from '../errors/fault-code';
import { GatewayError } from '../../graphql/gateway-error';
import { calledOperations } from '../operations/root-fields';

/** Logs faults of ours by request ID; what a client did wrong is his to read in the answer. Documents and variables are never logged. */
export function faultLogPlugin(logger: Logger): ApolloServerPlugin<RequestContext> {
  return {
    requestDidStart: () =>
      Promise.resolve({
        didEncounterErrors({ errors, contextValue, document, operation }) {
          for (const error of errors) {
            const fault = unwrapResolverError(error);
            if (fault instanceof GatewayError || fault === error || isArgumentFault(error)) continue;
            const entry = {
              err: fault,
              requestId: contextValue.requestId,
              // Never the operation's own name or an alias: those are what a client has chosen.
              called: calledOperations(document, operation),
            };
            if (isPassingFault(fault)) logger.warn(entry, 'a dependency is away');
            else logger.error(entry, 'internal error');
          }
          return Promise.resolve();
        },
      }),
  };
}
