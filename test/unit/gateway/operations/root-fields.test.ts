import { Kind, parse, type OperationDefinitionNode } from 'graphql';
import { rootFields } from '../../../../src/gateway/operations/root-fields';

function fieldsOf(text: string): readonly string[] {
  const document = parse(text);
  const operation = document.definitions.find(
    (definition): definition is OperationDefinitionNode => definition.kind === Kind.OPERATION_DEFINITION,
  );
  if (operation === undefined) throw new Error('no operation');
  return rootFields(document, operation);
}

describe('the root fields of an operation', () => {
  it.each([
    ['{ viewer { id } }', ['Query.viewer']],
    ['mutation { a: login b: login }', ['Mutation.login', 'Mutation.login']],
    ['mutation { ... { a: login } ... on Mutation { b: login } }', ['Mutation.login', 'Mutation.login']],
    [
      'mutation { ...A b: login } fragment A on Mutation { ...B } fragment B on Mutation { a: login }',
      ['Mutation.login', 'Mutation.login'],
    ],
    [
      'mutation { a: login @skip(if: true) ...A @include(if: false) } fragment A on Mutation { b: login }',
      ['Mutation.login', 'Mutation.login'],
    ],
    ['subscription { viewer { login } }', ['Subscription.viewer']],
    ['mutation A { login } mutation B { login }', ['Mutation.login']],
    ['{ ...Missing }', []],
  ])('%s', (document, fields) => {
    expect(fieldsOf(document)).toEqual(fields);
  });

  it('fragments that spread one another for ever come to an end', () => {
    expect(
      fieldsOf('{ ...A } fragment A on Query { viewer ...B } fragment B on Query { user ...A }'),
    ).toEqual(['Query.viewer', 'Query.user']);
  });

  it('fragments that double at each step cost one visit each', () => {
    const fragments = Array.from(
      { length: 60 },
      (_, n) => `fragment F${n} on Query { ...F${n + 1} ...F${n + 1} }`,
    );
    expect(fieldsOf(`{ ...F0 } ${fragments.join(' ')} fragment F60 on Query { viewer }`)).toEqual([
      'Query.viewer',
    ]);
  });
});
