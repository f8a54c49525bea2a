import Fastify, {
  LogController,
  type FastifyInstance,
  type FastifyRequest,
  type FastifyServerOptions,
} from 'fastify';
import { preferredLanguage } from '../../i18n/preferred-language';
import { monotonicNow } from '../../platform/monotonic-clock';
import type { Logger } from '../../platform/logger';
import type { Tracing } from '../../platform/tracing/tracing';
import type { Language } from '../../users/user';
import { apiHeaders } from './api-headers';
import { answerBrokenRequests, refuseBadTargets } from './broken-requests';
import { clientAddress } from './client-address';
import { EarlyRefusals, serverWithRefusals } from './early-refusals';
import { registerGraphql, type EndpointPorts, type EndpointSettings } from './graphql-endpoint';
import { registerHealth, type HealthPorts } from './health';
import { answerHttpErrors } from './http-errors';
import { requestIds } from './request-id';

/** How the server listens to the world. */
export interface HttpSettings extends EndpointSettings {
  readonly trustedProxies: false | number | readonly string[];
  readonly maxBodyBytes: number;
  readonly defaultLanguage: Language;
}

/** What the server hands requests to. */
export interface HttpPorts extends EndpointPorts {
  readonly health: HealthPorts;
  readonly logger: Logger;
  readonly tracing: Tracing;
  /** Counts answers; told of the server before it has routes. */
  readonly meter: (app: FastifyInstance) => void;
}

/**
 * A request must have arrived within 15 seconds, so that slow senders cannot hold connections; late ones are looked for
 * every five. An idle connection is kept for 72 seconds, as Fastify does, longer than the balancers before it do.
 */
const TIMEOUTS = { requestTimeoutMs: 15_000, lookedForEveryMs: 5_000, keepAliveTimeoutMs: 72_000 };

/** The HTTP server: `/graphql`, health, cookies, errors of GraphQL's shape. */
export async function createServer(settings: HttpSettings, ports: HttpPorts): Promise<FastifyInstance> {
  const headers = apiHeaders(settings.cookie.options.secure === true);
  const early = new EarlyRefusals(headers, monotonicNow, ports.health.draining, ports.throttle.observe);
  const options: FastifyServerOptions = {
    ...answerBrokenRequests(headers),
    loggerInstance: requestLogger(ports.logger),
    // One line a request, see below.
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: requestIds(settings.trustedProxies),
    trustProxy: trustOf(settings.trustedProxies),
    bodyLimit: settings.maxBodyBytes,
    serverFactory: (handler) => serverWithRefusals(early, handler, TIMEOUTS),
    // While draining, requests that still arrive on open connections are served, not refused.
    return503OnClosing: false,
    forceCloseConnections: 'idle',
  };
  const app = Fastify(options);
  app.decorateRequest('scope', null);
  app.decorateRequest('address', '');
  app.decorateRequest('refused', null);
  app.addHook('onRequest', (request, reply, done) => {
    const language = preferredLanguage(request.headers['accept-language'], settings.defaultLanguage);
    void reply.headers(headers).header('x-request-id', request.id);
    ports.tracing.describe(request.id, request.routeOptions.url ?? null);
    request.scope = { requestId: request.id, language };
    request.address = clientAddress(request);
    done();
  });
  app.addHook('onResponse', (request, reply, done) => {
    const refused = request.refused ?? undefined;
    request.log.info(
      { req: request, res: reply, responseTime: reply.elapsedTime, refused },
      'request completed',
    );
    done();
  });
  // Decided as late as possible: a request under way when draining begins must not leave its connection open after it.
  app.addHook('onSend', (_request, reply, payload, done) => {
    if (ports.health.draining()) void reply.header('connection', 'close');
    done(null, payload);
  });
  ports.meter(app);
  answerHttpErrors(app);
  refuseBadTargets(app);
  registerHealth(app, ports.health);
  await registerGraphql(app, settings, ports, early);
  return app;
}

/** Proxies count from the gateway outwards; hop 0 is its own peer. */
function trustOf(proxies: HttpSettings['trustedProxies']): NonNullable<FastifyServerOptions['trustProxy']> {
  if (proxies === false) return false;
  return typeof proxies === 'number' ? (_address, hop) => hop < proxies : [...proxies];
}

/**
 * Logs requests by fields that are named here or in the serializer of faults, and no others, so that there is nothing to
 * search for secrets in each line: that search cost more than the rest of the line.
 */
function requestLogger(logger: Logger): Logger {
  return logger.child({}, { serializers: { req: describeRequest }, redact: [] });
}

/** What is logged of a request: the route, never the path or its query, which may hold what somebody typed. */
function describeRequest({ method, routeOptions, address }: FastifyRequest): object {
  return { method, path: routeOptions.url ?? 'none', ip: address };
}
