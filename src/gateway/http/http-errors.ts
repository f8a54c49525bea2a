import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ErrorCode } from '../../graphql/gateway-error';
import { translate } from '../../i18n/translate';
import { scopeOf } from './request-scope';

const STATUS_CODES: Readonly<Record<number, ErrorCode>> = {
  403: 'FORBIDDEN_ORIGIN',
  404: 'ROUTE_NOT_FOUND',
  405: 'METHOD_NOT_ALLOWED',
  413: 'TOO_LARGE',
  415: 'UNSUPPORTED_MEDIA_TYPE',
};

/** The media type of such an answer. */
export const JSON_TYPE = 'application/json; charset=utf-8';

/**
 * An answer of GraphQL's shape for what fails before GraphQL is reached, so that a client needs one way to read errors.
 *
 * @param detail what the text needs, and `extensions` tell besides the code
 */
export function httpErrorBody(
  request: Pick<FastifyRequest, 'scope'>,
  code: ErrorCode,
  detail: Readonly<Record<string, string | number>> = {},
): string {
  const { language, requestId } = scopeOf(request);
  const message = translate(language, code, { requestId, ...detail });
  return JSON.stringify({ errors: [{ message, extensions: { code, ...detail } }] });
}

/** Answers with such a body. */
export function sendHttpError(
  reply: FastifyReply,
  status: number,
  code: ErrorCode,
  detail?: Readonly<Record<string, string | number>>,
): FastifyReply {
  return reply
    .code(status)
    .type(JSON_TYPE)
    .send(httpErrorBody(reply.request, code, detail));
}

/** Answers faults of HTTP itself: bad JSON, too large, unknown media type, unknown route. */
export function answerHttpErrors(app: FastifyInstance): void {
  app.setErrorHandler(async (error: Error & { readonly statusCode?: number }, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) request.log.error({ err: error }, 'request failed');
    const code = STATUS_CODES[status] ?? (status < 500 ? 'BAD_REQUEST' : 'INTERNAL_SERVER_ERROR');
    return sendHttpError(reply, status, code);
  });
  app.setNotFoundHandler(async (_request, reply) => sendHttpError(reply, 404, 'ROUTE_NOT_FOUND'));
}
