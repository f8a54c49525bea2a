import type { ApolloServerPlugin } from '@apollo/server';
import { GatewayError } from '../../graphql/gateway-error';
import type { RequestContext } from '../../graphql/request-context';
import type { AddressThrottle } from '../throttle/address-throttle';
import { rateLimitHeaders } from '../throttle/rate-limit-headers';
import type { OperationRule } from './operation-rules';
import { rootFields } from './root-fields';

/**
 * Decides, before any resolver runs, whether an operation may run at all: at most one secret is checked a request
 * (TOO_MANY_SECRETS), and strangers try secrets at a limited rate by network (THROTTLED).
 */
export function operationLimitsPlugin(
  rules: Readonly<Record<string, OperationRule>>,
  throttle: Pick<AddressThrottle, 'take'>,
): ApolloServerPlugin<RequestContext> {
  return {
    requestDidStart: () =>
      Promise.resolve({
        async didResolveOperation({ document, operation, contextValue, response }) {
          if (operation === undefined) return;
          const called = rootFields(document, operation).map((name) => rules[name]);
          if (called.filter((rule) => rule?.verifiesSecret).length > 1) {
            throw new GatewayError('TOO_MANY_SECRETS', { httpStatus: 400 });
          }
          if (!called.some((rule) => rule?.throttledByAddress)) return;
          const state = await throttle.take(contextValue.throttleNetwork);
          for (const [name, value] of rateLimitHeaders('login', state))
            response.http.headers.set(name, value);
          if (!state.allowed) {
            throw new GatewayError('THROTTLED', { httpStatus: 429, retryAfterSeconds: state.resetSeconds });
          }
        },
      }),
  };
}
