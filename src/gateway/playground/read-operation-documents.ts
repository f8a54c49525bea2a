import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

const EXTENSION = '.graphql';

/**
 * Reads the shared GraphQL documents of `folder` (schema/operations), keyed by file name without extension:
 * `create-user.graphql` is `create-user`. Rejects when the folder or a document cannot be read.
 */
export async function readOperationDocuments(folder: string): Promise<ReadonlyMap<string, string>> {
  const files = (await readdir(folder)).filter((file) => file.endsWith(EXTENSION));
  const documents = await Promise.all(
    files.map(async (file) => {
      const document = await readFile(join(folder, file), 'utf8');
      return [file.slice(0, -EXTENSION.length), document] as const;
    }),
  );
  return new Map(documents);
}
