import { GraphQLError } from 'graphql';

/**
 * The closed list of `extensions.code`: protocol, throttle and internal faults only. What a front end must handle in its
 * flow is a member of a result union instead. Explained in docs/errors.md.
 */
export const ERROR_CODES = [
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'ACTION_REQUIRED',
  'THROTTLED',
  'SERVICE_UNAVAILABLE',
  'TOO_MANY_SECRETS',
  'TOO_MANY_TOKENS',
  'TOO_DEEP',
  'TOO_MANY_ALIASES',
  'TOO_MANY_ROOT_FIELDS',
  'TOO_MANY_DIRECTIVES',
  'TOO_COSTLY',
  'UNTRUSTED_DOCUMENT',
  'BAD_USER_INPUT',
  'BAD_REQUEST',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'TOO_LARGE',
  'UNSUPPORTED_MEDIA_TYPE',
  'METHOD_NOT_ALLOWED',
  'ROUTE_NOT_FOUND',
  'FORBIDDEN_ORIGIN',
  'INTERNAL_SERVER_ERROR',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

export interface GatewayErrorDetail {
  readonly httpStatus?: number;
  readonly retryAfterSeconds?: number;
  /** The limit that the request exceeds. */
  readonly limit?: number;
  /** The throttle policy that refuses. */
  readonly policy?: string;
  /** The argument or variable that is not of the expected form. */
  readonly name?: string;
}

/** A fault with a public code. Its text is put into the reader's language at the edge, so that the message here is for engineers. */
export class GatewayError extends GraphQLError {
  constructor(
    code: ErrorCode,
    { httpStatus, retryAfterSeconds, limit, policy, name }: GatewayErrorDetail = {},
  ) {
    super(code, {
      extensions: {
        code,
        ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
        ...(limit === undefined ? {} : { limit }),
        ...(policy === undefined ? {} : { policy }),
        ...(name === undefined ? {} : { name }),
        ...(httpStatus === undefined ? {} : { http: httpOf(httpStatus, retryAfterSeconds) }),
      },
    });
    this.name = 'GatewayError';
  }
}

function httpOf(status: number, retryAfterSeconds: number | undefined): object {
  const headers = new Map<string, string>();
  if (retryAfterSeconds !== undefined) headers.set('retry-after', String(retryAfterSeconds));
  return { status, headers };
}
