import { Kind, type DocumentNode, type OperationDefinitionNode, type SelectionSetNode } from 'graphql';

const ROOT_TYPES = { query: 'Query', mutation: 'Mutation', subscription: 'Subscription' } as const;

/**
 * The root fields of an operation such as `Mutation.login`, one entry for each time it is selected: aliases count each,
 * fragments are looked through, `@skip` and `@include` are not trusted.
 */
export function rootFields(document: DocumentNode, operation: OperationDefinitionNode): readonly string[] {
  const found: string[] = [];
  const seen = new Set<string>();
  const visit = ({ selections }: SelectionSetNode): void => {
    for (const selection of selections) {
      switch (selection.kind) {
        case Kind.FIELD:
          found.push(`${ROOT_TYPES[operation.operation]}.${selection.name.value}`);
          break;
        case Kind.INLINE_FRAGMENT:
          visit(selection.selectionSet);
          break;
        case Kind.FRAGMENT_SPREAD:
          // A fragment spread twice merges into the same fields, and would blow up exponentially if followed each time.
          if (!seen.has(selection.name.value)) {
            seen.add(selection.name.value);
            const fragment = fragmentNamed(document, selection.name.value);
            if (fragment !== undefined) visit(fragment);
          }
          break;
        default:
          selection satisfies never;
      }
    }
  };
  visit(operation.selectionSet);
  return found;
}

/** The root fields of an operation, each once however often it is selected; none of what could not be read. */
export function calledOperations(
  document: DocumentNode | undefined,
  operation: OperationDefinitionNode | undefined,
): readonly string[] {
  if (document === undefined || operation === undefined) return [];
  return [...new Set(rootFields(document, operation))];
}

function fragmentNamed(document: DocumentNode, name: string): SelectionSetNode | undefined {
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION && definition.name.value === name)
      return definition.selectionSet;
  }
  return undefined;
}
