import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import type { GraphQLSchema } from 'graphql';
import type { RequestContext } from '../../graphql/request-context';
import type { Logger } from '../../platform/logger';
import { presentError } from '../errors/present-error';
import { requestScope } from '../http/request-scope';
import { faultLogPlugin } from './fault-log-plugin';
import { knownOperationType } from './known-operation-type';

export interface ApolloSettings {
  readonly introspection: boolean;
  /** Whether errors keep "Did you mean" suggestions to themselves, as befits production. */
  readonly hideSchemaDetails: boolean;
}

/** Lexical tokens that a document may have; the largest of schema/operations has a tenth of it. */
const MAX_TOKENS = 1_000;

/** Apollo Server over `schema`, without landing page, batching or stack traces. */
export function createApollo(
  schema: GraphQLSchema,
  settings: ApolloSettings,
  plugins: readonly ApolloServerPlugin<RequestContext>[],
  logger: Logger,
): ApolloServer<RequestContext> {
  return new ApolloServer<RequestContext>({
    schema,
    introspection: settings.introspection,
    hideSchemaDetailsFromClientErrors: settings.hideSchemaDetails,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    parseOptions: { maxLexicalTokens: MAX_TOKENS },
    validationRules: [knownOperationType],
    logger,
    formatError: (formatted, error) =>
      presentError(formatted, error, requestScope.getStore() ?? { requestId: '', language: 'en' }),
    plugins: [ApolloServerPluginLandingPageDisabled(), faultLogPlugin(logger), ...plugins],
  });
}
