import type { ApolloServerPlugin, GraphQLResponse } from '@apollo/server';
import { Counter, Histogram, type Registry } from 'prom-client';
import { ERROR_CODES } from '../../graphql/gateway-error';
import type { RequestContext } from '../../graphql/request-context';
import type { OperationRule } from '../operations/operation-rules';
import { LATENCY_BUCKETS } from './buckets';
import { operationNameOf } from './operation-name';

const CODES: ReadonlySet<unknown> = new Set(ERROR_CODES);

/** Times GraphQL requests by operation and status, and counts the errors that they answer with. */
export function operationMetricsPlugin(
  registry: Registry,
  rules: Readonly<Record<string, OperationRule>>,
  monotonicNow: () => number,
): ApolloServerPlugin<RequestContext> {
  const known = new Set(Object.keys(rules));
  const duration = new Histogram({
    name: 'sekisho_graphql_request_duration_seconds',
    help: 'How long GraphQL requests took, by operation of the schema and HTTP status.',
    labelNames: ['operation', 'status'],
    buckets: LATENCY_BUCKETS,
    registers: [registry],
  });
  const errors = new Counter({
    name: 'sekisho_graphql_errors_total',
    help: 'Errors in GraphQL answers, by code.',
    labelNames: ['code'],
    registers: [registry],
  });
  for (const code of ERROR_CODES) errors.inc({ code }, 0);
  return {
    requestDidStart: () => {
      const begunAt = monotonicNow();
      return Promise.resolve({
        willSendResponse: ({ document, operation, response }) => {
          const status = String(response.http.status ?? 200);
          const labels = { operation: operationNameOf(known, document, operation), status };
          duration.observe(labels, (monotonicNow() - begunAt) / 1_000);
          for (const code of codesOf(response)) errors.inc({ code });
          return Promise.resolve();
        },
      });
    },
  };
}

/** Only codes of the closed list: what is none of them is an inner fault by definition. */
function codesOf({ body }: GraphQLResponse): readonly string[] {
  if (body.kind !== 'single') return [];
  return (body.singleResult.errors ?? []).map(({ extensions }) => {
    const code = extensions?.['code'];
    return typeof code === 'string' && CODES.has(code) ? code : 'INTERNAL_SERVER_ERROR';
  });
}
