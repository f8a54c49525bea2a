import type { FastifyInstance } from 'fastify';
import type { ErrorCode } from '../../graphql/gateway-error';
import { translate } from '../../i18n/translate';
import { requestScope } from './request-scope';

const STATUS_CODES: Readonly<Record<number, ErrorCode>> = {
  403: 'FORBIDDEN_ORIGIN',
  404: 'ROUTE_NOT_FOUND',
  405: 'METHOD_NOT_ALLOWED',
  413: 'TOO_LARGE',
  415: 'UNSUPPORTED_MEDIA_TYPE',
};

/** An answer of GraphQL's shape for what fails before GraphQL is reached, so that a client needs one way to read errors. */
export function httpErrorBody(code: ErrorCode): string {
  const { language, requestId } = requestScope.getStore() ?? { language: 'en' as const, requestId: '' };
  const message = translate(language, code, { requestId });
  return JSON.stringify({ errors: [{ message, extensions: { code } }] });
}

/** Answers faults of HTTP itself: bad JSON, too large, unknown media type, unknown route. */
export function answerHttpErrors(app: FastifyInstance): void {
  app.setErrorHandler(async (error: Error & { readonly statusCode?: number }, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) request.log.error({ err: error }, 'request failed');
    const code = STATUS_CODES[status] ?? (status < 500 ? 'BAD_REQUEST' : 'INTERNAL_SERVER_ERROR');
    return reply.code(status).type('application/json; charset=utf-8').send(httpErrorBody(code));
  });
  app.setNotFoundHandler(async (_request, reply) =>
    reply.code(404).type('application/json; charset=utf-8').send(httpErrorBody('ROUTE_NOT_FOUND')),
  );
}
