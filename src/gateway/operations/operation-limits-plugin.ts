import type { ApolloServerPlugin } from '@apollo/server';
import { GatewayError } from '../../graphql/gateway-error';
import type { RequestContext } from '../../graphql/request-context';
import { operationCost } from '../documents/operation-cost';
import { rateLimitHeaders, refusalOf } from '../throttle/rate-limit-headers';
import type { Throttle, ThrottleState } from '../throttle/throttle';
import { fallsUnder } from '../throttle/throttle-policy';
import type { OperationRule } from './operation-rules';
import { rootFields } from './root-fields';

/**
 * Decides, before any resolver runs, whether an operation may run at all: at most one secret is checked a request
 * (TOO_MANY_SECRETS), it answers a limited number of fields (TOO_COSTLY), and at a limited rate (THROTTLED).
 */
export function operationLimitsPlugin(
  rules: Readonly<Record<string, OperationRule>>,
  maxCost: number,
  throttle: Throttle,
): ApolloServerPlugin<RequestContext> {
  return {
    requestDidStart: () =>
      Promise.resolve({
        async didResolveOperation({ document, operation, request, schema, contextValue, response }) {
          if (operation === undefined) return;
          const called = rootFields(document, operation);
          if (called.filter((name) => rules[name]?.verifiesSecret).length > 1) {
            throw new GatewayError('TOO_MANY_SECRETS', { httpStatus: 400 });
          }
          const { variables = {} } = request;
          if (operationCost(schema, { document, operation, variables }) > maxCost) {
            throw new GatewayError('TOO_COSTLY', { httpStatus: 400, limit: maxCost });
          }
          const policies = throttle.policies.filter((policy) => fallsUnder(policy, called, rules));
          const states = await throttle.take(policies, contextValue.throttledAs);
          for (const [name, value] of Object.entries(rateLimitHeaders(states))) {
            response.http.headers.set(name, value);
          }
          const refusal = refusalOf(states);
          if (refusal !== null) {
            if (states.some(isNewsOfSession)) await contextValue.principal().catch(() => null);
            throw new GatewayError('THROTTLED', {
              httpStatus: 429,
              retryAfterSeconds: refusal.resetSeconds,
              policy: refusal.policy.name,
            });
          }
        },
      }),
  };
}

/**
 * The first refusal of a session, of which the log is to name the user. Those that follow are refused from memory, and
 * nobody is asked whose the session is, so that they stay cheap.
 */
function isNewsOfSession({ policy, allowed, remembered }: ThrottleState): boolean {
  return !allowed && !remembered && policy.countedBy === 'SESSION';
}
