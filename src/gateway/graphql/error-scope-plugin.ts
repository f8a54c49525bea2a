import type { ApolloServerPlugin } from '@apollo/server';
import type { RequestContext } from '../../graphql/request-context';
import type { RequestScope } from '../http/request-scope';

/** Remembers whose request an error belongs to, since `formatError` is told of the error alone. */
export function errorScopePlugin(scopes: WeakMap<object, RequestScope>): ApolloServerPlugin<RequestContext> {
  return {
    requestDidStart: () =>
      Promise.resolve({
        didEncounterErrors({ errors, contextValue: { requestId, language } }) {
          for (const error of errors) scopes.set(error, { requestId, language });
          return Promise.resolve();
        },
      }),
  };
}
