import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import Fastify from 'fastify';

/**
 * Apollo Server and Fastify as they come, with the gateway's own schema and one resolver that always answers the same:
 * what refusing a locked credential would cost if deciding it were free.
 */
async function serve(): Promise<string> {
  const typeDefs = readFileSync(join(__dirname, '..', '..', 'schema', 'schema.graphql'), 'utf8');
  const refusal = {
    __typename: 'LockedOut',
    message: 'Your login is locked for now. Try again later, or ask your master user.',
    lockedUntil: '2030-01-01T00:00:00.000Z',
    retryAfterSeconds: 3_600,
  };
  const apollo = new ApolloServer({
    typeDefs,
    resolvers: { Mutation: { login: () => refusal } },
    plugins: [ApolloServerPluginLandingPageDisabled()],
  });
  await apollo.start();
  const app = Fastify();
  app.post('/graphql', fastifyApolloHandler(apollo));
  return app.listen({ host: '127.0.0.1', port: 0 });
}

void serve().then((url) => process.send?.(url));
