import { randomUUID } from 'node:crypto';
import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  type GraphQLInputType,
} from 'graphql';
import { buildGatewaySchema } from '../../../src/gateway/graphql/build-schema';
import type { Canaries } from './canaries';

/** An operation of the schema whose every field for a secret, and every other text, holds one. */
export interface PlantedOperation {
  readonly name: string;
  readonly document: string;
  /** Well formed. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** With the secrets in values of the wrong type, in entries too many and as their names. */
  readonly malformed: Readonly<Record<string, unknown>>;
  /** Larger than any request may be. */
  readonly oversize: Readonly<Record<string, unknown>>;
  /** The same with the values in the document. */
  readonly literal: string;
}

/** Beyond what a request may have, in characters. */
const OVERSIZE = 70_000;

/** Every operation of the schema, with fresh secrets. */
export function plantedOperations(canaries: Canaries): readonly PlantedOperation[] {
  const schema = buildGatewaySchema();
  return [schema.getQueryType(), schema.getMutationType()].flatMap((root) =>
    Object.values(root?.getFields() ?? {}).map(({ name, args }) => {
      const keyword = root?.name.toLowerCase() ?? '';
      const declared = args.map((arg) => `$${arg.name}: ${String(arg.type)}`).join(', ');
      const passed = args.map((arg) => `${arg.name}: $${arg.name}`).join(', ');
      const variables = Object.fromEntries(
        args.map((arg) => [arg.name, planted(arg.name, arg.type, canaries)]),
      );
      const literals = args
        .map((arg) => `${arg.name}: ${literalOf(variables[arg.name], arg.type)}`)
        .join(', ');
      const inBrackets = (text: string): string => (text === '' ? '' : `(${text})`);
      return {
        name: `${root?.name ?? ''}.${name}`,
        document: `${keyword} ${inBrackets(declared)} { ${name}${inBrackets(passed)} { __typename } }`,
        variables,
        malformed: malformed(variables, canaries),
        oversize: { ...variables, more: canaries.next() + 'x'.repeat(OVERSIZE) },
        literal: `${keyword} { ${name}${inBrackets(literals)} { __typename } }`,
      };
    }),
  );
}

function planted(name: string, type: GraphQLInputType, canaries: Canaries): unknown {
  if (isNonNullType(type)) return planted(name, type.ofType, canaries);
  if (isListType(type))
    return [planted(name, (type as { readonly ofType: GraphQLInputType }).ofType, canaries)];
  const named = getNamedType(type);
  if (isInputObjectType(named)) {
    const fields = Object.values(named.getFields());
    return Object.fromEntries(fields.map((field) => [field.name, planted(field.name, field.type, canaries)]));
  }
  if (isEnumType(named)) return named.getValues()[0]?.name;
  if (/pin$/i.test(name)) return canaries.digits;
  switch (named.name) {
    case 'ID':
      return randomUUID();
    case 'String':
      return canaries.next();
    case 'DateTimeISO':
      return '2026-01-01T00:00:00Z';
    default:
      return 1;
  }
}

function malformed(
  variables: Readonly<Record<string, unknown>>,
  canaries: Canaries,
): Readonly<Record<string, unknown>> {
  const entries = Object.entries(variables).map(([name, value]): readonly [string, unknown] => {
    if (typeof value !== 'object' || value === null) return [name, { secret: value, of: canaries.next() }];
    const given = Object.entries(value as Readonly<Record<string, unknown>>);
    const wrong = given.map(([field, entry]) => [field, [[entry], canaries.next()]] as const);
    return [name, { ...Object.fromEntries(wrong), [canaries.next()]: canaries.next() }];
  });
  return Object.fromEntries(entries);
}

function literalOf(value: unknown, type: GraphQLInputType): string {
  if (isNonNullType(type)) return literalOf(value, type.ofType);
  if (isListType(type)) {
    const { ofType } = type as { readonly ofType: GraphQLInputType };
    return `[${(value as readonly unknown[]).map((one) => literalOf(one, ofType)).join(', ')}]`;
  }
  const named = getNamedType(type);
  if (isEnumType(named)) return String(value);
  if (!isInputObjectType(named)) return JSON.stringify(value);
  const given = value as Readonly<Record<string, unknown>>;
  const fields = Object.values(named.getFields());
  return `{ ${fields.map((field) => `${field.name}: ${literalOf(given[field.name], field.type)}`).join(', ')} }`;
}
