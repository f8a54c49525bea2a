import { join } from 'node:path';
import { Kind, parse } from 'graphql';
import { exampleTabs } from '../../../../src/gateway/playground/example-tabs';
import { readOperationDocuments } from '../../../../src/gateway/playground/read-operation-documents';

const operations = join(__dirname, '../../../../schema/operations');

describe('the example tabs', () => {
  it('follow a first visit, from login to logout, and then a first registration', async () => {
    const tabs = exampleTabs(await readOperationDocuments(operations));
    expect(tabs.map(({ name }) => name)).toEqual([
      'login',
      'answerSecurityQuestion',
      'viewer',
      'users',
      'createUser',
      'updateUser',
      'resetLoginPassword',
      'suspendUser',
      'releaseSuspension',
      'submitApprovalRequest',
      'approvalRequests',
      'approve',
      'authorizeInquiry',
      'authorizeTransfer',
      'logout',
      'openRegistration',
      'registerMasterUser',
    ]);
  });

  it('each hold one operation, of the same name as the tab', async () => {
    for (const { name, query } of exampleTabs(await readOperationDocuments(operations))) {
      const [definition, ...others] = parse(query).definitions;
      expect(others.filter(({ kind }) => kind !== Kind.FRAGMENT_DEFINITION)).toEqual([]);
      if (definition?.kind !== Kind.OPERATION_DEFINITION) throw new Error(`${name} is no operation`);
      expect(definition.name?.value.toLowerCase()).toBe(name.toLowerCase());
    }
  });

  it('give every required variable a place to fill in', async () => {
    for (const { query, variables } of exampleTabs(await readOperationDocuments(operations))) {
      const [definition] = parse(query).definitions;
      if (definition?.kind !== Kind.OPERATION_DEFINITION) throw new Error('no operation');
      const required = (definition.variableDefinitions ?? []).filter(
        ({ type }) => type.kind === Kind.NON_NULL_TYPE,
      );
      expect(Object.keys(variables ?? {})).toEqual(
        expect.arrayContaining(required.map(({ variable }) => variable.name.value)),
      );
    }
  });

  it("take the caller's variables in place of the blank form", async () => {
    const input = { loginId: 'demo01', loginPassword: 'a1!@#$' };
    const [login] = exampleTabs(await readOperationDocuments(operations), { login: { input } });
    expect(login?.variables).toEqual({ input });
  });

  it('name the document that is missing', () => {
    expect(() => exampleTabs(new Map())).toThrow('login.graphql');
  });
});
