import { unwrapResolverError } from '@apollo/server/errors';
import type { GraphQLFormattedError } from 'graphql';
import { ERROR_CODES, type ErrorCode } from '../../graphql/gateway-error';
import { HashingBusy } from '../../credentials/secret-hasher';
import { translate } from '../../i18n/translate';
import type { RequestScope } from '../http/request-scope';
import { isArgumentFault } from './argument-fault';
import { isPassingFault } from './fault-code';

/** When to come back if nothing better is known, in seconds. */
const DEFAULT_RETRY_SECONDS = 2;

/** Apollo Server's own codes, as ours. */
const APOLLO_CODES: Readonly<Record<string, ErrorCode>> = {
  GRAPHQL_PARSE_FAILED: 'GRAPHQL_PARSE_FAILED',
  GRAPHQL_VALIDATION_FAILED: 'GRAPHQL_VALIDATION_FAILED',
  OPERATION_RESOLUTION_FAILURE: 'OPERATION_RESOLUTION_FAILURE',
  BAD_USER_INPUT: 'BAD_USER_INPUT',
  BAD_REQUEST: 'BAD_REQUEST',
  PERSISTED_QUERY_NOT_FOUND: 'BAD_REQUEST',
  PERSISTED_QUERY_NOT_SUPPORTED: 'BAD_REQUEST',
};

/** What graphql-js ends a list of faults in variables with, and Apollo Server does not know for one of them. */
const TOO_MANY_VARIABLE_ERRORS = 'Too many errors processing variables';

/**
 * Puts an error into its public form: a code of the closed list, a text in the reader's language, and nothing of the
 * inside. graphql-js repeats submitted values in its messages; those are replaced, since a value may be a password.
 *
 * @param scope null for an error that came before anything was known of its request; it has no text yet, see
 *   {@link phraseEarlyErrors}
 */
export function presentError(
  formatted: GraphQLFormattedError,
  error: unknown,
  scope: RequestScope | null,
): GraphQLFormattedError {
  const code = codeOf(formatted, error);
  const extensions = formatted.extensions ?? {};
  const retryAfterSeconds = retryAfterOf(code, extensions, error);
  return {
    message: scope === null ? '' : messageOf(code, formatted, scope, retryAfterSeconds),
    ...(formatted.locations === undefined ? {} : { locations: formatted.locations }),
    ...(formatted.path === undefined ? {} : { path: formatted.path }),
    extensions: {
      code,
      ...publicDetail(extensions),
      ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
    },
  };
}

/** Gives the errors of a GraphQL answer that have no text yet theirs. */
export function phraseEarlyErrors(body: string, scope: RequestScope): string {
  const { errors = [], ...rest } = JSON.parse(body) as { readonly errors?: readonly GraphQLFormattedError[] };
  const phrased = errors.map((error) =>
    error.message === '' ? { ...error, message: messageOf(codeOf(error, null), error, scope) } : error,
  );
  return JSON.stringify({ errors: phrased, ...rest });
}

/** What a refusal of ours tells besides its code. */
function publicDetail({
  code,
  limit,
  policy,
}: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  if (!ERROR_CODES.some((one) => one === code)) return {};
  return {
    ...(typeof limit === 'number' ? { limit } : {}),
    ...(typeof policy === 'string' ? { policy } : {}),
  };
}

function codeOf({ extensions, message }: GraphQLFormattedError, error: unknown): ErrorCode {
  const code = extensions?.['code'];
  const known = ERROR_CODES.find((one) => one === code);
  if (known !== undefined && known !== 'INTERNAL_SERVER_ERROR') return known;
  if (typeof code === 'string' && APOLLO_CODES[code] !== undefined) return APOLLO_CODES[code];
  if (message.startsWith(TOO_MANY_VARIABLE_ERRORS) || isArgumentFault(error)) return 'BAD_USER_INPUT';
  return isPassingFault(unwrapResolverError(error)) ? 'SERVICE_UNAVAILABLE' : 'INTERNAL_SERVER_ERROR';
}

function retryAfterOf(
  code: ErrorCode,
  extensions: Readonly<Record<string, unknown>>,
  error: unknown,
): number | undefined {
  const given = extensions['retryAfterSeconds'];
  if (typeof given === 'number') return given;
  if (code !== 'SERVICE_UNAVAILABLE') return undefined;
  const fault = unwrapResolverError(error);
  return fault instanceof HashingBusy ? fault.retryAfterSeconds : DEFAULT_RETRY_SECONDS;
}

function messageOf(
  code: ErrorCode,
  formatted: GraphQLFormattedError,
  { language, requestId }: RequestScope,
  retryAfterSeconds = DEFAULT_RETRY_SECONDS,
): string {
  const [location] = formatted.locations ?? [];
  const name = formatted.extensions?.['name'] ?? nameOfEntry(formatted.message);
  if (code === 'GRAPHQL_VALIDATION_FAILED' && !repeatsValue(formatted.message)) return formatted.message;
  return translate(language, code, {
    requestId,
    retryAfterSeconds,
    limit: Number(formatted.extensions?.['limit'] ?? 0),
    name: typeof name === 'string' ? name : 'input',
    line: location?.line ?? 0,
    column: location?.column ?? 0,
  });
}

/** graphql-js: `Variable "$input" got invalid value …`, or `Argument "input" …`. What follows the name may hold what was submitted. */
function nameOfEntry(message: string): string | undefined {
  return /^(?:Variable "\$|Argument ")(\w+)"/.exec(message)?.[1];
}

/** The messages of graphql-js that print a literal of the document. */
function repeatsValue(message: string): boolean {
  return /cannot represent|Expected value of type|, found |does not exist in ".*" enum/.test(message);
}
