import { STATUS_CODES } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyServerOptions } from 'fastify';
import { httpErrorBody, JSON_TYPE, sendHttpError } from './http-errors';

/** What is no HTTP asks for no language and has no number. */
const NO_REQUEST = { scope: null };

/** What Node finds wrong before there is a request; anything else is a bad one (RFC 9110, section 15.5; RFC 6585). */
const CLIENT_FAULTS = {
  ERR_HTTP_REQUEST_TIMEOUT: { status: 408, code: 'BAD_REQUEST' },
  HPE_HEADER_OVERFLOW: { status: 431, code: 'TOO_LARGE' },
} as const;

/**
 * Answers requests that are too broken for any route: what is no HTTP, and paths that cannot be decoded. Fastify's own
 * answers to them are not of GraphQL's shape, and one repeats the path.
 *
 * @param headers what every answer has
 */
export function answerBrokenRequests(
  headers: Readonly<Record<string, string>>,
): Required<Pick<FastifyServerOptions, 'clientErrorHandler' | 'frameworkErrors'>> {
  return {
    clientErrorHandler: (error, socket) => {
      if (error.code === 'ECONNRESET' || socket.destroyed) return;
      const fault = CLIENT_FAULTS[error.code as keyof typeof CLIENT_FAULTS] as
        (typeof CLIENT_FAULTS)[keyof typeof CLIENT_FAULTS] | undefined;
      const { status, code } = fault ?? { status: 400, code: 'BAD_REQUEST' };
      if (socket.writable) socket.write(answer(status, headers, httpErrorBody(NO_REQUEST, code)));
      socket.destroy();
    },
    frameworkErrors: (error, request, reply: FastifyReply) => {
      void reply.headers(headers).header('x-request-id', request.id);
      void sendHttpError(reply, error.statusCode ?? 400, 'BAD_REQUEST');
    },
  };
}

/**
 * Refuses requests whose target and `Host` make no URL (RFC 9112, section 3.2). Whoever reads them as one would fail, and
 * that would pass for a fault of ours. HTTP/1.0 needs no `Host`, and a balancer that asks for health may send none.
 */
export function refuseBadTargets(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    const host = request.hostname === '' ? 'localhost' : request.hostname;
    if (URL.canParse(request.url, `${request.protocol}://${host}/`)) return;
    await sendHttpError(reply, 400, 'BAD_REQUEST');
  });
}

/** Refuses requests without a `Host`, since what hands them to Apollo Server makes a URL with it. */
export function refuseMissingHosts(app: FastifyInstance): void {
  app.addHook('onRequest', async ({ hostname }, reply) => {
    if (hostname === '') await sendHttpError(reply, 400, 'BAD_REQUEST');
  });
}

function answer(status: number, headers: Readonly<Record<string, string>>, body: string): string {
  return [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    `content-type: ${JSON_TYPE}`,
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
    '',
    body,
  ].join('\r\n');
}
