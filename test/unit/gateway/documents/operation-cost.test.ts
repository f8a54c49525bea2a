import { buildSchema, Kind, parse, type OperationDefinitionNode } from 'graphql';
import { operationCost } from '../../../../src/gateway/documents/operation-cost';

const SCHEMA = buildSchema(`
  type Query { user: User users(first: Int! = 20, after: String): Users }
  type Users { edges: [Edge!]! totalCount: Int! }
  type Edge { node: User! }
  type User { id: ID! name: String friends(first: Int): Users }
`);

function costOf(text: string, variables: Readonly<Record<string, unknown>> = {}): number {
  const document = parse(text);
  const operation = document.definitions.find(
    (definition): definition is OperationDefinitionNode => definition.kind === Kind.OPERATION_DEFINITION,
  );
  if (operation === undefined) throw new Error('no operation');
  return operationCost(SCHEMA, { document, operation, variables });
}

describe('what an operation may cost', () => {
  it.each([
    ['{ user { id name } }', {}, 3],
    ['{ users(first: 10) { edges { node { id } } } }', {}, 31],
    ['{ users { totalCount } }', {}, 21],
    ['query ($n: Int!) { users(first: $n) { totalCount } }', { n: 50 }, 51],
    ['query ($n: Int = 30) { users(first: $n) { totalCount } }', {}, 31],
    ['query ($n: Int!) { users(first: $n) { totalCount } }', {}, 21],
    ['query ($__proto__: Int = 30) { users(first: $__proto__) { totalCount } }', {}, 31],
    ['query ($n: Int = 30) { users(first: $n) { totalCount } }', { n: null }, 21],
    ['{ users(first: 10) { edges { node { friends(first: 10) { totalCount } } } } }', {}, 131],
    ['{ user { friends { totalCount } } }', {}, 3],
    ['{ ...F ...F } fragment F on Query { users(first: 10) { totalCount } }', {}, 22],
    ['{ ... on Query { users(first: 10) { totalCount } } }', {}, 11],
    ['{ a: users(first: 10) { totalCount } b: users(first: 10) { totalCount } }', {}, 22],
    ['{ users(first: 10) @skip(if: true) { totalCount } }', {}, 11],
    ['{ users(first: -5) { totalCount } }', {}, 2],
    ['{ __typename ...Missing }', {}, 1],
  ])('%s with %j: %i', (text, variables, cost) => {
    expect(costOf(text, variables)).toBe(cost);
  });

  it('fragments that double at each step are visited once and counted each time', () => {
    const steps = Array.from(
      { length: 40 },
      (_, n) => `fragment F${n} on Query { ...F${n + 1} ...F${n + 1} }`,
    );
    expect(costOf(`{ ...F0 } ${steps.join(' ')} fragment F40 on Query { user { id } }`)).toBe(2 ** 41);
  });

  it('fragments that spread one another for ever come to an end', () => {
    expect(costOf('{ ...A } fragment A on Query { user { id } ...A }')).toBe(2);
  });
});
