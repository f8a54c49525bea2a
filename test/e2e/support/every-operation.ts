import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLInputType,
} from 'graphql';
import { buildGatewaySchema } from '../../../src/gateway/graphql/build-schema';

/** An operation of the schema, ready to be sent. */
export interface Operation {
  /** Such as `Query.viewer`. */
  readonly name: string;
  readonly document: string;
  /** Of the right form, and nobody's: no secret in it is right, no identifier names anything. */
  readonly variables: object;
  /** Whether it takes an identifier, so that somebody else's could be given. */
  readonly namesAnObject: boolean;
}

/** Every operation of the schema, in its order. */
export function everyOperation(): readonly Operation[] {
  const schema = buildGatewaySchema();
  return [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].flatMap((type) =>
    Object.values(type?.getFields() ?? {}).map(({ name, args }) => {
      const needed = args.filter(isNeeded);
      const declared = needed.map((arg) => `$${arg.name}: ${String(arg.type)}`).join(', ');
      const passed = needed.map((arg) => `${arg.name}: $${arg.name}`).join(', ');
      const inBrackets = (text: string): string => (text === '' ? '' : `(${text})`);
      return {
        name: `${type?.name ?? ''}.${name}`,
        document: `${type?.name.toLowerCase() ?? ''} ${inBrackets(declared)} {
          ${name}${inBrackets(passed)} { __typename }
        }`,
        variables: exampleOf(needed),
        namesAnObject: args.some(({ type: given }) => takesIdentifier(given)),
      };
    }),
  );
}

function isNeeded({ type, defaultValue }: GraphQLArgument | GraphQLInputField): boolean {
  return isNonNullType(type) && defaultValue === undefined;
}

function exampleOf(entries: readonly (GraphQLArgument | GraphQLInputField)[]): object {
  return Object.fromEntries(entries.filter(isNeeded).map(({ name, type }) => [name, exampleValue(type)]));
}

function exampleValue(type: GraphQLInputType): unknown {
  if (isNonNullType(type)) return exampleValue(type.ofType);
  if (isListType(type)) return [];
  const named = getNamedType(type);
  if (isInputObjectType(named)) return exampleOf(Object.values(named.getFields()));
  if (isEnumType(named)) return named.getValues()[0]?.name;
  if (named.name === 'Boolean') return false;
  if (named.name === 'DateTimeISO') return '2026-01-01T00:00:00.000Z';
  return named.name === 'String' || named.name === 'ID' ? 'x' : 1;
}

function takesIdentifier(type: GraphQLInputType): boolean {
  const named = getNamedType(type);
  if (!isInputObjectType(named)) return named.name === 'ID';
  return Object.values(named.getFields()).some((field) => takesIdentifier(field.type));
}
