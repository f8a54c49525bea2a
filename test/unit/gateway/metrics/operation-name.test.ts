import { Kind, parse, type OperationDefinitionNode } from 'graphql';
import { operationNameOf } from '../../../../src/gateway/metrics/operation-name';

const known = new Set(['Query.viewer', 'Query.users', 'Mutation.login']);

function nameOf(text: string): string {
  const document = parse(text);
  const operation = document.definitions.find(
    (definition): definition is OperationDefinitionNode => definition.kind === Kind.OPERATION_DEFINITION,
  );
  return operationNameOf(known, document, operation);
}

describe('the name of an operation in metrics', () => {
  it.each([
    ['{ viewer { id } }', 'viewer'],
    ['mutation Mine { other: login { a } }', 'login'],
    ['query Q { a: viewer { id } b: viewer { id } ...F } fragment F on Query { viewer { id } }', 'viewer'],
    ['{ viewer { id } users { id } }', 'several'],
    ['{ __schema { types { name } } }', 'introspection'],
    ['{ himitsu }', 'unknown'],
    ['query viewer { himitsu }', 'unknown'],
    ['mutation { viewer }', 'unknown'],
  ])('of %s is %s, never what its client calls it', (text, name) => {
    expect(nameOf(text)).toBe(name);
  });

  it('of what could not be read is none', () => {
    expect(operationNameOf(known, undefined, undefined)).toBe('none');
  });
});
