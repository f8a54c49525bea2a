import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import type { GraphQLSchema } from 'graphql';
import type { RequestContext } from '../../graphql/request-context';
import type { Logger } from '../../platform/logger';
import { presentError } from '../errors/present-error';
import { ANONYMOUS_HEADER } from '../http/cross-site';
import type { RequestScope } from '../http/request-scope';
import { errorScopePlugin } from './error-scope-plugin';
import { faultLogPlugin } from './fault-log-plugin';
import { knownOperationType } from './known-operation-type';
import { responseStatusPlugin } from './response-status-plugin';

export interface ApolloSettings {
  readonly introspection: boolean;
  /** Whether errors keep "Did you mean" suggestions to themselves, as befits production. */
  readonly hideSchemaDetails: boolean;
  /** Lexical tokens that a document may have. */
  readonly maxTokens: number;
}

/** A document with more faults than this is not worth telling them all. */
const MAX_VALIDATION_ERRORS = 5;

/** Apollo Server's own, and ours for a read that runs without cookies. */
const CSRF_HEADERS = ['x-apollo-operation-name', 'apollo-require-preflight', ANONYMOUS_HEADER];

/** Apollo Server over `schema`, without landing page, batching or stack traces. */
export function createApollo(
  schema: GraphQLSchema,
  settings: ApolloSettings,
  plugins: readonly ApolloServerPlugin<RequestContext>[],
  logger: Logger,
): ApolloServer<RequestContext> {
  const scopes = new WeakMap<object, RequestScope>();
  return new ApolloServer<RequestContext>({
    schema,
    introspection: settings.introspection,
    hideSchemaDetailsFromClientErrors: settings.hideSchemaDetails,
    csrfPrevention: { requestHeaders: CSRF_HEADERS },
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    parseOptions: { maxLexicalTokens: settings.maxTokens },
    validationOptions: { maxErrors: MAX_VALIDATION_ERRORS },
    validationRules: [knownOperationType],
    logger,
    formatError: (formatted, error) =>
      presentError(formatted, error, (error instanceof Error ? scopes.get(error) : undefined) ?? null),
    plugins: [
      ApolloServerPluginLandingPageDisabled(),
      errorScopePlugin(scopes),
      faultLogPlugin(logger),
      responseStatusPlugin(),
      ...plugins,
    ],
  });
}
