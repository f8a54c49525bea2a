// Writes schema/schema.graphql from the resolvers. Needs the build (`npm run build`).
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import schemaDocument from '../dist/src/gateway/graphql/schema-document.js';

writeFileSync(
  fileURLToPath(new URL('../schema/schema.graphql', import.meta.url)),
  schemaDocument.schemaDocument(),
);
