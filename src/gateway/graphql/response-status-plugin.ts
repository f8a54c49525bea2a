import type { ApolloServerPlugin } from '@apollo/server';
import Negotiator from 'negotiator';
import type { RequestContext } from '../../graphql/request-context';
import { JSON_TYPE } from '../http/http-errors';

const RESPONSE_TYPES = [JSON_TYPE, 'application/graphql-response+json; charset=utf-8'];

/** A GraphQL request that was well-formed as HTTP, and could not be run. */
const REQUEST_ERRORS: readonly unknown[] = [
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'BAD_USER_INPUT',
];

/**
 * Answers in `application/json` have status 200 even if the document or its variables are wrong (GraphQL over HTTP, section
 * 6.4.1), since old clients take another status for a fault of the network. Who accepts
 * `application/graphql-response+json` gets 400.
 */
export function responseStatusPlugin(): ApolloServerPlugin<RequestContext> {
  return {
    requestDidStart: () =>
      Promise.resolve({
        willSendResponse({ request, response }) {
          const { body, http } = response;
          if (http.status !== 400 || body.kind !== 'single') return Promise.resolve();
          const errors = body.singleResult.errors ?? [];
          const accept = request.http?.headers.get('accept');
          const [type = JSON_TYPE] = new Negotiator({ headers: { accept } }).mediaTypes(RESPONSE_TYPES);
          if (
            type === JSON_TYPE &&
            errors.every((error) => REQUEST_ERRORS.includes(error.extensions?.['code']))
          )
            http.status = 200;
          return Promise.resolve();
        },
      }),
  };
}
