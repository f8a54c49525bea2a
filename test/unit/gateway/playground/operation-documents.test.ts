import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, getVariableValues, Kind, parse, validate, type OperationDefinitionNode } from 'graphql';
import { demoTabVariables } from '../../../../src/demo/demo-tab-variables';
import { exampleTabs } from '../../../../src/gateway/playground/example-tabs';
import { readOperationDocuments } from '../../../../src/gateway/playground/read-operation-documents';

const schemaFolder = join(__dirname, '../../../../schema');
const operations = join(schemaFolder, 'operations');
const schema = buildSchema(readFileSync(join(schemaFolder, 'schema.graphql'), 'utf8'));

function operationOf(query: string): OperationDefinitionNode {
  const [definition] = parse(query).definitions;
  if (definition?.kind !== Kind.OPERATION_DEFINITION) throw new Error('no operation');
  return definition;
}

describe('the documents of schema/operations', () => {
  it.each(readdirSync(operations))('%s is valid in the schema', (file) => {
    const document = parse(readFileSync(join(operations, file), 'utf8'));
    expect(validate(schema, document)).toEqual([]);
  });

  it('take the variables that their tabs come with in the demo', async () => {
    const tabs = exampleTabs(await readOperationDocuments(operations), demoTabVariables('u1', new Date()));
    for (const { query, variables } of tabs) {
      const { variableDefinitions = [] } = operationOf(query);
      expect(getVariableValues(schema, variableDefinitions, { ...variables }).errors).toBeUndefined();
    }
  });

  it('come in the demo with the user whom the master administers', async () => {
    const tabs = exampleTabs(await readOperationDocuments(operations), demoTabVariables('u1', new Date()));
    const aimed = tabs.filter(({ variables }) => JSON.stringify(variables ?? null).includes('"userId":"u1"'));
    expect(aimed.map(({ name }) => name)).toEqual([
      'updateUser',
      'resetLoginPassword',
      'suspendUser',
      'releaseSuspension',
    ]);
  });
});
