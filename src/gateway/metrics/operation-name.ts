import type { DocumentNode, OperationDefinitionNode } from 'graphql';
import { rootFields } from '../operations/root-fields';

/**
 * The name that an operation goes by in metrics: its one root field if the schema has it, else `none`, `several`, `introspection` or
 * `unknown`. Never
 * what the client calls it, so that nobody makes new series or writes into them.
 */
export function operationNameOf(
  known: ReadonlySet<string>,
  document: DocumentNode | undefined,
  operation: OperationDefinitionNode | undefined,
): string {
  if (document === undefined || operation === undefined) return 'none';
  const fields = new Set(rootFields(document, operation));
  if (fields.size > 1) return 'several';
  const [field = ''] = fields;
  const [, name = ''] = field.split('.');
  if (name.startsWith('__')) return 'introspection';
  return known.has(field) ? name : 'unknown';
}
