import {
  buildSchema,
  getNamedType,
  isInputObjectType,
  isObjectType,
  isUnionType,
  type GraphQLField,
  type GraphQLNamedType,
} from 'graphql';
import { schemaDocument } from '../../../src/gateway/graphql/schema-document';
import { OPERATION_RULES, type Access } from '../../../src/gateway/operations/operation-rules';

const schema = buildSchema(schemaDocument());

const SECRET = /loginId|password|pin$|answer|secret|token|hash|email/i;

interface Operation {
  readonly field: GraphQLField<unknown, unknown>;
  readonly access: Access;
}

function operations(open: (access: Access) => boolean): readonly Operation[] {
  return [schema.getQueryType(), schema.getMutationType()].flatMap((root) =>
    Object.values(root?.getFields() ?? {}).flatMap((field) => {
      const access = OPERATION_RULES[`${root?.name ?? ''}.${field.name}`]?.access;
      return access !== undefined && open(access) ? [{ field, access }] : [];
    }),
  );
}

/** Every field that an answer of this type can hold, as `Type.field`. */
function reachable(from: GraphQLNamedType, seen = new Set<GraphQLNamedType>()): string[] {
  if (seen.has(from)) return [];
  seen.add(from);
  if (isUnionType(from)) return from.getTypes().flatMap((member) => reachable(member, seen));
  if (!isObjectType(from)) return [];
  return Object.values(from.getFields()).flatMap((field) => [
    `${from.name}.${field.name}`,
    ...reachable(getNamedType(field.type), seen),
  ]);
}

function answers({ field }: Operation): string[] {
  return reachable(getNamedType(field.type));
}

const forStaff = operations((access) => Array.isArray(access) && access.includes('STAFF'));

describe('R5: the bank never tells a login ID, nor any secret', () => {
  it('staff have six operations of their own, and the walk sees what they answer', () => {
    expect(forStaff.map(({ field }) => field.name).sort()).toEqual(
      expect.arrayContaining([
        'executePaperProcedure',
        'findOrganization',
        'paperProcedures',
        'receivePaperProcedure',
        'rejectPaperProcedure',
        'verifyPaperProcedure',
      ]),
    );
    expect(forStaff.flatMap(answers)).toEqual(
      expect.arrayContaining(['StaffMember.name', 'PaperProcedure.formReference', 'Credential.status']),
    );
  });

  it('no operation for staff answers with a login ID, an address or a secret', () => {
    expect(forStaff.flatMap(answers).filter((name) => SECRET.test(name.split('.')[1] ?? ''))).toEqual([]);
  });

  it('no operation for whoever is logged in answers with a login ID', () => {
    const names = operations((access) => access === 'ANY_SESSION').flatMap(answers);
    expect(names.filter((name) => /loginId/i.test(name))).toEqual([]);
  });

  it('an operation for anyone answers with a login ID only if it was handed that login ID', () => {
    const telling = operations((access) => access === 'ANYONE').filter((operation) =>
      answers(operation).some((name) => /loginId/i.test(name)),
    );
    const handed = telling.filter(({ field }) =>
      field.args.some(({ type }) => {
        const input = getNamedType(type);
        return isInputObjectType(input) && 'loginId' in input.getFields();
      }),
    );
    expect(handed).toEqual(telling);
  });
});
