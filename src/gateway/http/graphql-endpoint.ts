import fastifyCookie from '@fastify/cookie';
import fastifyCors from '@fastify/cors';
import type { ApolloServer } from '@apollo/server';
import type { FastifyInstance } from 'fastify';
import type { RequestContext } from '../../graphql/request-context';
import type { Authenticate } from '../../session/authenticate';
import type { SessionCookie } from '../../session/session-cookie';
import type { Throttle } from '../throttle/throttle';
import { refusalOfDocument, type DocumentPorts } from './admit-document';
import { refuseMissingHosts } from './broken-requests';
import { buildContext } from './build-context';
import type { DeviceRecognition } from './client-device';
import { corsFor } from './cors';
import { anonymiseUnaskedRead } from './cross-site';
import type { EarlyRefusals } from './early-refusals';
import { graphqlHandler } from './graphql-handler';
import { sendHttpError } from './http-errors';
import { refuseThrottled } from './refuse-throttled';
import type { RequestsUnderWay } from './requests-under-way';
import { originAllowed } from './same-origin';

/** How the endpoint meets browsers. */
export interface EndpointSettings {
  readonly publicOrigins: readonly string[];
  readonly cookie: SessionCookie;
  readonly device: DeviceRecognition;
}

/** What the endpoint hands requests to. */
export interface EndpointPorts {
  readonly apollo: ApolloServer<RequestContext>;
  readonly authenticate: Authenticate;
  readonly throttle: Throttle;
  readonly documents: DocumentPorts;
  readonly underWay: RequestsUnderWay;
}

/** What `/graphql` answers with 405 (RFC 9110, section 15.5.6); HEAD comes with GET. */
const METHODS_NOT_ALLOWED = ['DELETE', 'OPTIONS', 'PATCH', 'PUT'];

/**
 * `/graphql`, in a scope of its own. A request passes, in this order: its host, CORS, its origin, the throttles that refuse
 * without asking, the body, the cross-site guard, the document's limits, and Apollo Server.
 */
export async function registerGraphql(
  app: FastifyInstance,
  settings: EndpointSettings,
  ports: EndpointPorts,
  early: EarlyRefusals,
): Promise<void> {
  const scope = async (endpoint: FastifyInstance): Promise<void> => {
    refuseMissingHosts(endpoint);
    await endpoint.register(fastifyCors, { delegator: corsFor(settings.publicOrigins) });
    refuseForeignOrigins(endpoint, settings.publicOrigins);
    refuseThrottled(endpoint, ports.throttle, settings.cookie, early);
    await endpoint.register(fastifyCookie);
    // What a form of another site could send as text; urlencoded and multipart bodies have no reader in the first place.
    endpoint.removeContentTypeParser('text/plain');
    registerRoutes(endpoint, settings, ports);
  };
  // The CORS plugin answers every address below its prefix.
  await app.register(scope, { prefix: '/graphql' });
}

function refuseForeignOrigins(endpoint: FastifyInstance, allowedOrigins: readonly string[]): void {
  endpoint.addHook('onRequest', (request, reply, done) => {
    if (originAllowed(request, allowedOrigins)) {
      done();
      return;
    }
    request.refused = { code: 'FORBIDDEN_ORIGIN' };
    void sendHttpError(reply, 403, 'FORBIDDEN_ORIGIN');
  });
}

function registerRoutes(
  endpoint: FastifyInstance,
  settings: EndpointSettings,
  { apollo, authenticate, documents, underWay }: EndpointPorts,
): void {
  endpoint.route({
    url: '',
    method: ['GET', 'POST'],
    preHandler: (request, reply, done) => {
      anonymiseUnaskedRead(request);
      const refusal = refusalOfDocument(request, documents);
      if (refusal === null) {
        done();
        return;
      }
      const { code, ...detail } = refusal;
      request.refused = { code };
      void sendHttpError(reply, 400, code, detail);
    },
    handler: graphqlHandler(
      apollo,
      (request, reply) => buildContext(request, reply, authenticate, settings.cookie, settings.device),
      underWay,
    ),
  });
  endpoint.route({
    url: '',
    method: METHODS_NOT_ALLOWED,
    handler: async (_request, reply) =>
      sendHttpError(reply.header('allow', 'GET, POST'), 405, 'METHOD_NOT_ALLOWED'),
  });
}
