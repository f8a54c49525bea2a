import fastifyCookie from '@fastify/cookie';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { ApolloServer } from '@apollo/server';
import Fastify, { type FastifyInstance, type FastifyRequest, type FastifyServerOptions } from 'fastify';
import type { RequestContext } from '../../graphql/request-context';
import { preferredLanguage } from '../../i18n/preferred-language';
import { newUuid } from '../../platform/ids';
import type { Logger } from '../../platform/logger';
import type { Authenticate } from '../../session/authenticate';
import type { SessionCookie } from '../../session/session-cookie';
import type { Language } from '../../users/user';
import { answerBrokenRequests, refuseBadTargets } from './broken-requests';
import { buildContext } from './build-context';
import type { DeviceRecognition } from './client-device';
import { registerHealth, type HealthPorts } from './health';
import { answerHttpErrors, httpErrorBody } from './http-errors';
import { requestScope } from './request-scope';
import { originAllowed } from './same-origin';

/** How the server listens to the world. */
export interface HttpSettings {
  readonly trustedProxies: false | number | readonly string[];
  readonly publicOrigins: readonly string[];
  readonly defaultLanguage: Language;
  readonly cookie: SessionCookie;
  readonly device: DeviceRecognition;
}

/** What the server hands requests to. */
export interface HttpPorts {
  readonly apollo: ApolloServer<RequestContext>;
  readonly authenticate: Authenticate;
  readonly health: HealthPorts;
  readonly logger: Logger;
}

/** Large enough for every operation of the schema with room to spare, in bytes. */
const BODY_LIMIT_BYTES = 64 * 1024;

/** A request must have arrived within this time, in milliseconds, so that slow senders cannot hold connections. */
const REQUEST_TIMEOUT_MS = 15_000;

/** The HTTP server: `/graphql`, health, cookies, errors of GraphQL's shape. */
export async function createServer(settings: HttpSettings, ports: HttpPorts): Promise<FastifyInstance> {
  const options: FastifyServerOptions = {
    ...answerBrokenRequests,
    loggerInstance: ports.logger.child({}, { serializers: { req: describeRequest } }),
    genReqId: newUuid,
    trustProxy: trustOf(settings.trustedProxies),
    bodyLimit: BODY_LIMIT_BYTES,
    requestTimeout: REQUEST_TIMEOUT_MS,
    // While draining, requests that still arrive on open connections are served, not refused.
    return503OnClosing: false,
    forceCloseConnections: 'idle',
  };
  const app = Fastify(options);
  app.addHook('onRequest', (request, reply, done) => {
    const language = preferredLanguage(request.headers['accept-language'], settings.defaultLanguage);
    void reply.header('x-request-id', request.id);
    requestScope.run({ requestId: request.id, language }, done);
  });
  // Decided as late as possible: a request under way when draining begins must not leave its connection open after it.
  app.addHook('onSend', (_request, reply, payload, done) => {
    if (ports.health.draining()) void reply.header('connection', 'close');
    done(null, payload);
  });
  answerHttpErrors(app);
  refuseBadTargets(app);
  registerHealth(app, ports.health);
  await app.register(fastifyCookie);
  registerGraphql(app, settings, ports);
  return app;
}

/** What `/graphql` answers with 405 (RFC 9110, section 15.5.6); HEAD comes with GET. */
const METHODS_NOT_ALLOWED = ['DELETE', 'OPTIONS', 'PATCH', 'PUT'];

function registerGraphql(
  app: FastifyInstance,
  settings: HttpSettings,
  { apollo, authenticate }: HttpPorts,
): void {
  app.route({
    url: '/graphql',
    method: ['GET', 'POST'],
    onRequest: async (request, reply) => {
      if (originAllowed(request, settings.publicOrigins)) return;
      await reply.code(403).type('application/json; charset=utf-8').send(httpErrorBody('FORBIDDEN_ORIGIN'));
    },
    handler: fastifyApolloHandler(apollo, {
      context: async (request, reply) => {
        void reply.header('cache-control', 'no-store');
        const scope = requestScope.getStore();
        if (scope === undefined) throw new Error('a request runs outside its scope');
        return Promise.resolve(
          buildContext(request, reply, scope, authenticate, settings.cookie, settings.device),
        );
      },
    }),
  });
  app.route({
    url: '/graphql',
    method: METHODS_NOT_ALLOWED,
    handler: async (_request, reply) =>
      reply
        .code(405)
        .header('allow', 'GET, POST')
        .type('application/json; charset=utf-8')
        .send(httpErrorBody('METHOD_NOT_ALLOWED')),
  });
}

/** Proxies count from the gateway outwards; hop 0 is its own peer. */
function trustOf(proxies: HttpSettings['trustedProxies']): NonNullable<FastifyServerOptions['trustProxy']> {
  if (proxies === false) return false;
  return typeof proxies === 'number' ? (_address, hop) => hop < proxies : [...proxies];
}

/** What is logged of a request: the route, never the path or its query, which may hold what somebody typed. */
function describeRequest({ method, routeOptions, ip }: FastifyRequest): object {
  return { method, path: routeOptions.url ?? 'none', ip };
}
