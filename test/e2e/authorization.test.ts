import { OPERATION_RULES } from '../../src/gateway/operations/operation-rules';
import { startGateway, type TestGateway } from '../support/gateway';
import type { GatewayAnswer, GatewayClient } from '../support/gateway-client';
import { authorizationTable, CALLERS, decisionByRule } from './support/authorization-table';
import { callerAt } from './support/caller-clients';
import { everyOperation, type Operation } from './support/every-operation';

const OPERATIONS = everyOperation();
const TABLE = authorizationTable();
const CELLS = TABLE.size * CALLERS.length;

let gateway: TestGateway;
let executed = 0;
beforeAll(async () => {
  gateway = await startGateway({ SESSION_SINGLE: 'off' });
});
afterAll(() => gateway.close());

/** `RUNS`, or the code of the one error. */
function decisionIn({ data, errors, text }: GatewayAnswer): string {
  const [error, ...others] = errors;
  if (others.length > 0) throw new Error(`one decision was expected: ${text}`);
  if (error !== undefined) return error.extensions.code;
  if (data === null) throw new Error(`neither data nor an error: ${text}`);
  return 'RUNS';
}

async function decide(client: GatewayClient, { document, variables }: Operation): Promise<string> {
  executed += 1;
  return decisionIn(await client.send(document, variables));
}

/** All of them, the one that ends the session last. */
function inOrder(): readonly Operation[] {
  const ends = ({ name }: Operation): boolean => name === 'Mutation.logout';
  return [...OPERATIONS.filter((operation) => !ends(operation)), ...OPERATIONS.filter(ends)];
}

describe(`who may do what: ${String(TABLE.size)} operations, ${String(CALLERS.length)} callers`, () => {
  it('the table has every operation of the schema, and no other', () => {
    expect([...TABLE.keys()].sort()).toEqual(OPERATIONS.map(({ name }) => name).sort());
  });

  it('the table says what the rules say', () => {
    const byRule = Object.entries(OPERATION_RULES).map(
      ([operation, rule]) => [operation, CALLERS.map((caller) => decisionByRule(rule, caller))] as const,
    );
    expect(Object.fromEntries(TABLE)).toEqual(Object.fromEntries(byRule));
  });

  it.each(CALLERS.map((caller, column) => ({ ...caller, role: caller.role ?? 'stranger', caller, column })))(
    `$role, $stage: each of the ${String(TABLE.size)} operations is decided over HTTP as the table says`,
    async ({ caller, column }) => {
      const { client, restore } = await callerAt(gateway, caller);
      const decided: Record<string, string> = {};
      try {
        for (const operation of inOrder()) decided[operation.name] = await decide(client, operation);
      } finally {
        await restore();
      }
      expect(decided).toEqual(
        Object.fromEntries([...TABLE].map(([operation, decisions]) => [operation, decisions[column]])),
      );
    },
  );

  it(`all ${String(CELLS)} cells were executed`, () => {
    expect(executed).toBe(CELLS);
  });
});
