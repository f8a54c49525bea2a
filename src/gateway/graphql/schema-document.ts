import { lexicographicSortSchema, printSchema } from 'graphql';
import { buildGatewaySchema } from './build-schema';

/** The schema as a document (SDL), sorted, as schema/schema.graphql holds it. */
export function schemaDocument(): string {
  return `${printSchema(lexicographicSortSchema(buildGatewaySchema()))}\n`;
}
