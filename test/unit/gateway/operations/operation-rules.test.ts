import { buildSchema } from 'graphql';
import { schemaDocument } from '../../../../src/gateway/graphql/schema-document';
import { enforceAccess } from '../../../../src/gateway/operations/enforce-access';
import { OPERATION_RULES } from '../../../../src/gateway/operations/operation-rules';

describe('operation rules', () => {
  it('are complete: every operation has one and every rule has its operation', () => {
    expect(() => enforceAccess(buildSchema(schemaDocument()), OPERATION_RULES)).not.toThrow();
  });

  it.each(['Query', 'Mutation'])('a schema with a %s that has no rule is refused', (type) => {
    const schema = buildSchema(`${schemaDocument()} extend type ${type} { backDoor: String }`);
    expect(() => enforceAccess(schema, OPERATION_RULES)).toThrow(`${type}.backDoor has no access rule`);
  });

  it('a subscription without a rule is refused', () => {
    const schema = buildSchema(`${schemaDocument()} type Subscription { backDoor: String }`);
    expect(() => enforceAccess(schema, OPERATION_RULES)).toThrow('Subscription.backDoor');
  });

  it('a rule without an operation is refused', () => {
    const viewer = OPERATION_RULES['Query.viewer'];
    if (viewer === undefined) throw new Error('no rule');
    expect(() =>
      enforceAccess(buildSchema(schemaDocument()), { ...OPERATION_RULES, 'Query.gone': viewer }),
    ).toThrow('Query.gone');
  });

  it('whoever asks for a secret is limited to one a request: no input with a password, PIN or answer is without', () => {
    const schema = buildSchema(schemaDocument());
    for (const type of [schema.getQueryType(), schema.getMutationType()]) {
      for (const field of Object.values(type?.getFields() ?? {})) {
        const asks = field.args.some(({ type: input }) =>
          /Password|Pin\b|\banswer\b/.test(inputFields(schema, String(input))),
        );
        expect([field.name, OPERATION_RULES[`${type?.name ?? ''}.${field.name}`]?.verifiesSecret]).toEqual([
          field.name,
          asks,
        ]);
      }
    }
  });
});

function inputFields(schema: ReturnType<typeof buildSchema>, name: string): string {
  const type = schema.getType(name.replaceAll(/[[\]!]/g, ''));
  return type !== undefined && 'getFields' in type ? Object.keys(type.getFields()).join(' ') : '';
}
