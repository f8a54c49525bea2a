import type { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyReply, FastifyRequest, RouteHandlerMethod } from 'fastify';
import type { RequestContext } from '../../graphql/request-context';
import { phraseEarlyErrors } from '../errors/present-error';
import type { RequestsUnderWay } from './requests-under-way';
import { scopeOf } from './request-scope';

/** Hands a request to Apollo Server, and puts into words the errors that it makes before there is a context. */
export function graphqlHandler(
  apollo: ApolloServer<RequestContext>,
  contextOf: (request: FastifyRequest, reply: FastifyReply) => RequestContext,
  underWay: RequestsUnderWay,
): RouteHandlerMethod {
  const answer = fastifyApolloHandler(apollo, {
    context: (request, reply) => Promise.resolve(contextOf(request, reply)),
  });
  return async function (request, reply) {
    const body: unknown = await underWay.during(async () => answer.call(this, request, reply));
    // Early errors are always answered with a status of their own.
    return typeof body !== 'string' || reply.statusCode < 400
      ? body
      : phraseEarlyErrors(body, scopeOf(request));
  };
}
