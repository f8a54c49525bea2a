import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  buildSchema,
  findBreakingChanges,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
  Kind,
  parse,
  print,
  validate,
  visit,
} from 'graphql';
import { buildGatewaySchema } from '../../../../src/gateway/graphql/build-schema';
import { schemaDocument } from '../../../../src/gateway/graphql/schema-document';

const SCHEMA_FOLDER = join(__dirname, '..', '..', '..', '..', 'schema');
const committed = readFileSync(join(SCHEMA_FOLDER, 'schema.graphql'), 'utf8');
const operations = readdirSync(join(SCHEMA_FOLDER, 'operations'));

/** In fields: what is longer than this belongs in a fragment if it is needed twice. */
const LONG_SELECTION = 6;

describe('the schema', () => {
  it('is the committed document; after a wanted change: npm run schema:write', () => {
    expect(schemaDocument()).toBe(committed);
  });

  it('breaks no client of the committed document', () => {
    expect(findBreakingChanges(buildSchema(committed), buildGatewaySchema())).toEqual([]);
  });

  it('describes every type, field, argument and enum value', () => {
    const bare: string[] = [];
    const check = (
      name: string,
      { description }: { readonly description?: string | null | undefined },
    ): void => {
      if (description == null || description.trim() === '') bare.push(name);
    };
    const schema = buildGatewaySchema();
    const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
    for (const type of Object.values(schema.getTypeMap())) {
      if (isIntrospectionType(type) || isSpecifiedScalarType(type)) continue;
      if (!roots.some((root) => root === type)) check(type.name, type);
      if (isEnumType(type)) for (const value of type.getValues()) check(`${type.name}.${value.name}`, value);
      if (isInputObjectType(type))
        for (const field of Object.values(type.getFields())) check(`${type.name}.${field.name}`, field);
      if (isObjectType(type) || isInterfaceType(type)) {
        for (const field of Object.values(type.getFields())) {
          check(`${type.name}.${field.name}`, field);
          for (const argument of field.args) check(`${type.name}.${field.name}(${argument.name})`, argument);
        }
      }
    }
    expect(bare).toEqual([]);
  });

  it('takes one input a mutation, and answers what a front end must handle as a union', () => {
    for (const field of Object.values(buildGatewaySchema().getMutationType()?.getFields() ?? {})) {
      expect(field.args.map(({ name }) => name)).toEqual(field.name === 'logout' ? [] : ['input']);
      if (field.name !== 'logout') expect(String(field.type)).toMatch(/Result!$/);
    }
  });
});

describe('the shared documents', () => {
  it.each(operations)('schema/operations/%s fits the schema and is one named operation', (file) => {
    const document = parse(readFileSync(join(SCHEMA_FOLDER, 'operations', file), 'utf8'));
    expect(validate(buildGatewaySchema(), document)).toEqual([]);
    const [definition, ...others] = document.definitions;
    expect(others.filter(({ kind }) => kind !== Kind.FRAGMENT_DEFINITION)).toEqual([]);
    const name = definition?.kind === Kind.OPERATION_DEFINITION ? definition.name?.value : undefined;
    const words = file.replace(/\.graphql$/, '').split('-');
    expect(name).toBe(words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(''));
  });

  it.each(operations)('schema/operations/%s writes no long selection out twice', (file) => {
    const selections: string[] = [];
    visit(parse(readFileSync(join(SCHEMA_FOLDER, 'operations', file), 'utf8')), {
      SelectionSet: (node) => {
        if (node.selections.length >= LONG_SELECTION) selections.push(print(node));
      },
    });
    expect(selections).toEqual([...new Set(selections)]);
  });

  it('show every operation', () => {
    const schema = buildGatewaySchema();
    const fields = [schema.getQueryType(), schema.getMutationType()].flatMap((type) =>
      Object.keys(type?.getFields() ?? {}),
    );
    const files = fields.map(
      (name) => `${name.replaceAll(/[A-Z]/g, (capital) => `-${capital.toLowerCase()}`)}.graphql`,
    );
    expect([...operations].sort()).toEqual(files.sort());
  });
});
