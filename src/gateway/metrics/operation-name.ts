import type { DocumentNode, OperationDefinitionNode } from 'graphql';
import { calledOperations } from '../operations/root-fields';

/**
 * The name that an operation goes by in metrics: its one root field if the schema has it, else `none`, `several`,
 * `introspection` or `unknown`. Never what the client calls it, so that nobody makes new series or writes into them.
 */
export function operationNameOf(
  known: ReadonlySet<string>,
  document: DocumentNode | undefined,
  operation: OperationDefinitionNode | undefined,
): string {
  const [field, ...others] = calledOperations(document, operation);
  if (field === undefined) return 'none';
  if (others.length > 0) return 'several';
  const [, name = ''] = field.split('.');
  if (name.startsWith('__')) return 'introspection';
  return known.has(field) ? name : 'unknown';
}
