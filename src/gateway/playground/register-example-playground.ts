import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { exampleTabs, type ExampleVariables } from './example-tabs';
import { readOperationDocuments } from './read-operation-documents';
import { registerPlayground } from './register-playground';

/** Serves the Playground with the documents of schema/operations as tabs, from the project at `root` once it is built. */
export async function registerExamplePlayground(
  app: FastifyInstance,
  root: string,
  variables: ExampleVariables,
): Promise<void> {
  const documents = await readOperationDocuments(join(root, 'schema', 'operations'));
  await registerPlayground(app, {
    endpoint: '/graphql',
    assetsDir: join(root, 'dist', 'playground'),
    tabs: exampleTabs(documents, variables),
  });
}
