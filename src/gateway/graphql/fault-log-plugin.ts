import type { ApolloServerPlugin } from '@apollo/server';
import { unwrapResolverError } from '@apollo/server/errors';
import type { RequestContext } from '../../graphql/request-context';
import type { Logger } from '../../platform/logger';
import { isPassingFault } from '../errors/fault-code';
import { GatewayError } from '../../graphql/gateway-error';

/** Logs faults of ours by request ID; what a client did wrong is his to read in the answer. Documents and variables are never logged. */
export function faultLogPlugin(logger: Logger): ApolloServerPlugin<RequestContext> {
  return {
    requestDidStart: () =>
      Promise.resolve({
        didEncounterErrors({ errors, contextValue, operation }) {
          for (const error of errors) {
            const fault = unwrapResolverError(error);
            if (fault instanceof GatewayError || fault === error) continue;
            const entry = {
              err: fault,
              requestId: contextValue.requestId,
              operation: operation?.name?.value,
              path: error.path,
            };
            if (isPassingFault(fault)) logger.warn(entry, 'a dependency is away');
            else logger.error(entry, 'internal error');
          }
          return Promise.resolve();
        },
      }),
  };
}
