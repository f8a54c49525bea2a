import {
  getNamedType,
  getNullableType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isUnionType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
} from 'graphql';
import type { Random } from '../random';
import { oddText } from './odd-text';
import { jsonOf, valueOf, type Ingredients } from './variables';

/** A generated GraphQL request, as the text of its body. */
export function graphqlBody(schema: GraphQLSchema, given: Ingredients): string {
  const { random } = given;
  const { document, variables } = operation(schema, given);
  const query = random.happens(0.2) ? broken(document, given) : document;
  const parts = [`"query":${jsonOf(query)}`, `"variables":${jsonOf(variables)}`];
  if (random.happens(0.1))
    parts.push(`"operationName":${jsonOf(random.one([null, '', 'A', 'B', 7, oddText(random)]))}`);
  if (random.happens(0.05)) parts.push(`"extensions":${jsonOf(valueOfExtensions(given))}`);
  if (random.happens(0.03)) parts.push('"__proto__":{"query":1}');
  const body = `{${parts.join(',')}}`;
  return random.happens(0.02) ? `[${body},${body}]` : body;
}

function valueOfExtensions({ random, planted }: Ingredients): unknown {
  return random.one([
    null,
    [],
    planted.next(random),
    { persistedQuery: { version: 1, sha256Hash: planted.next(random) } },
    { persistedQuery: { version: 'x', sha256Hash: null } },
  ]);
}

/** One operation of the schema with variables for its arguments; fragments, aliases and directives now and then. */
function operation(
  schema: GraphQLSchema,
  given: Ingredients,
): { readonly document: string; readonly variables: Readonly<Record<string, unknown>> } {
  const { random } = given;
  const root = random.happens(0.6) ? schema.getMutationType() : schema.getQueryType();
  if (root == null) throw new Error('the schema has no such root');
  const fields = random.many(random.happens(0.15) ? 2 : 1, () => random.one(Object.values(root.getFields())));
  const declared: string[] = [];
  const variables: Record<string, unknown> = {};
  const selected = fields.map((field, place) => {
    const passed = field.args
      .filter((arg) => String(arg.type).endsWith('!') || random.happens(0.6))
      .map((arg) => {
        const name = `v${place}_${arg.name}`;
        const value = valueOf(arg.name, arg.type, given);
        if (random.happens(0.15)) return `${arg.name}: ${literalOf(value)}`;
        if (random.happens(0.1)) {
          const { declaration, variable, passes } = withDefault(name, arg.type, value, given);
          declared.push(declaration);
          Object.assign(variables, variable);
          return `${arg.name}: ${passes}`;
        }
        declared.push(`$${name}: ${String(arg.type)}`);
        variables[name] = value;
        return `${arg.name}: $${name}`;
      });
    const alias = fields.length > 1 || random.happens(0.1) ? `a${place}: ` : '';
    const args = passed.length === 0 ? '' : `(${passed.join(', ')})`;
    return `${alias}${field.name}${args}${directive(random)}${selectionOf(field, random, 4)}`;
  });
  const header = declared.length === 0 ? '' : ` A(${declared.join(', ')})`;
  const keyword = root === schema.getMutationType() ? 'mutation' : 'query';
  return { document: `${keyword}${header} { ${selected.join(' ')} }`, variables };
}

/**
 * A variable that may be null since it has a default, in the place of an argument or of a field in its literal. Whether null
 * is allowed there comes out only while the operation runs.
 */
function withDefault(
  name: string,
  type: GraphQLInputType,
  value: unknown,
  { random }: Ingredients,
): { readonly declaration: string; readonly variable: object; readonly passes: string } {
  const named = getNamedType(type);
  const fields = isInputObjectType(named) && isRecord(value) ? Object.values(named.getFields()) : [];
  const field = fields.length === 0 ? undefined : random.one(fields);
  if (field === undefined || !isRecord(value) || random.happens(0.3)) {
    const declaration = `$${name}: ${String(getNullableType(type))} = ${literalOf(value)}`;
    return {
      declaration,
      variable: random.one([{}, { [name]: null }, { [name]: value }]),
      passes: `$${name}`,
    };
  }
  const { [field.name]: inner, ...others } = value;
  const literals = Object.entries(others).map(([other, entry]) => `${other}: ${literalOf(entry)}`);
  return {
    declaration: `$${name}: ${String(getNullableType(field.type))} = ${literalOf(inner ?? null)}`,
    variable: random.one([{}, { [name]: null }, { [name]: inner ?? null }]),
    passes: `{ ${[...literals, `${field.name}: $${name}`].join(', ')} }`,
  };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function selectionOf({ type }: GraphQLField<unknown, unknown>, random: Random, levels: number): string {
  const chosen = fieldsOf(type, random, levels);
  return chosen === '' ? '' : ` { ${chosen} }`;
}

function fieldsOf(type: GraphQLOutputType, random: Random, levels: number): string {
  const named = getNamedType(type);
  if (isUnionType(named)) {
    const members = named
      .getTypes()
      .map((member) => `... on ${member.name} { ${objectFields(member, random, levels)} }`);
    return `__typename ${members.join(' ')}`;
  }
  if (isObjectType(named)) return objectFields(named, random, levels);
  return isInterfaceType(named) ? '__typename' : '';
}

function objectFields(type: GraphQLObjectType, random: Random, levels: number): string {
  if (levels === 0) return '__typename';
  const chosen = Object.values(type.getFields())
    .filter(({ args }) => args.every((arg) => !String(arg.type).endsWith('!')) && random.happens(0.7))
    .map((field) => `${field.name}${directive(random)}${selectionOf(field, random, levels - 1)}`);
  return ['__typename', ...chosen].join(' ');
}

function directive(random: Random): string {
  if (random.happens(0.02))
    return random.one([' @include(if: true)', ' @skip(if: false)', ' @skip(if: true)']);
  // Rare, since one of them spoils the whole document.
  return random.happens(0.002) ? random.one([' @include(if: $nothing)', ' @unknown', ' @skip']) : '';
}

function literalOf(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(literalOf).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).map(([name, entry]) => `${name}: ${literalOf(entry)}`);
    return `{ ${entries.join(', ')} }`;
  }
  if (typeof value === 'string' && /^[A-Z][A-Z_]+$/.test(value)) return value;
  return jsonOf(value);
}

/** A document that is none, or one that costs more than it looks. */
function broken(document: string, { random, planted }: Ingredients): string {
  const secret = planted.next(random);
  const at = random.below(document.length);
  switch (random.below(14)) {
    case 0:
      return document.slice(0, at);
    case 1:
      return document.slice(0, at) + oddText(random) + document.slice(at);
    case 2:
      return document.slice(0, at) + document.slice(at + 1 + random.below(8));
    case 3:
      return '{ viewer '.repeat(random.below(5_000));
    case 4:
      return `query { ...A } fragment A on Query { ...B } fragment B on Query { ...A ${document} }`;
    case 5:
      return `query { viewer { ...A } } fragment A on Viewer { organization { id } ...A }`;
    case 6:
      return `{ ${random.many(random.below(600), (place) => `p${place}: policy { __typename }`).join(' ')} }`;
    case 7:
      return `${document} ${document}`;
    case 8:
      return `mutation { login(input: { loginId: "${secret}", loginPassword: ${secret}, delivery: "${secret}" }) { __typename } }`;
    case 9:
      return `query ($a: Int = "${secret}", $b: Nothing) { user(id: """${secret}""", other: "${secret}") { nothing } }`;
    case 10:
      return `subscription { a(b: "${secret}") }`;
    case 11:
      return `{ __schema { types { fields { type { ofType { ofType { ofType { name } } } } } } } __type(name: "${secret}") { name } }`;
    case 12:
      return `query @skip(if: true) ${'@include(if: true) '.repeat(random.below(300))} { viewer { id } }`;
    default:
      return `# ${secret}\n${random.one(['', '{', '{}', 'type A { a: Int }', 'extend type Query { a: Int }', 'query A', '\u0000'])}`;
  }
}
