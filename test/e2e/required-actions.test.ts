import { OPERATION_RULES } from '../../src/gateway/operations/operation-rules';
import type { GatewayClient } from '../support/gateway-client';
import {
  changeConfirmation,
  changed,
  changeLogin,
  CONFIRMATION,
  errorOf,
  LOGIN,
  openChanges,
  TEMPORARY,
  type ChangesStage,
} from './changes-stage';
import { everyOperation, type Operation } from './support/every-operation';

let stage: ChangesStage;

beforeAll(async () => {
  stage = await openChanges();
});
afterAll(() => stage.close());

/** What works for a user of whom something is required: doing it, seeing what it is, and leaving. */
const OPEN = [
  'Mutation.changeConfirmationPassword',
  'Mutation.changeLoginPassword',
  'Mutation.logout',
  'Mutation.registerSecurityAnswers',
  'Query.viewer',
];

/** The error code that the operation ends with; null if it runs. */
async function outcomeOf(client: GatewayClient, { document, variables }: Operation): Promise<string | null> {
  const { errors } = await client.send(document, variables);
  return errors[0]?.extensions.code ?? null;
}

describe('R2: a general user at the first login', () => {
  it('is told what to do, in order, by the login itself', async () => {
    const { loginId } = await stage.newcomer();
    expect(await stage.gateway.client().login(loginId, TEMPORARY)).toMatchObject({
      viewer: {
        requiredActions: ['CHANGE_LOGIN_PASSWORD', 'SET_CONFIRMATION_PASSWORD', 'REGISTER_SECURITY_ANSWERS'],
      },
    });
  });

  it('gets through step by step, and nothing else works before', async () => {
    const { client } = await stage.newcomer();
    expect(await errorOf(client, 'sessions')).toBe('ACTION_REQUIRED');
    const first = await changed(changeLogin(client, TEMPORARY, LOGIN), client);
    expect(first['viewer']).toMatchObject({
      requiredActions: ['SET_CONFIRMATION_PASSWORD', 'REGISTER_SECURITY_ANSWERS'],
    });
    expect(await errorOf(client, 'sessions')).toBe('ACTION_REQUIRED');
    const second = await changed(changeConfirmation(client, undefined, CONFIRMATION), client);
    expect(second['viewer']).toMatchObject({ requiredActions: ['REGISTER_SECURITY_ANSWERS'] });
    expect(await errorOf(client, 'sessions')).toBe('ACTION_REQUIRED');
    const third = await client.runRaw('register-security-answers', {
      input: {
        answers: [
          { questionId: 1, answer: 'ポチ' },
          { questionId: 2, answer: '田中' },
          { questionId: 3, answer: '裏山' },
        ],
      },
    });
    expect(third.errors).toEqual([]);
    expect(await client.run('viewer')).toMatchObject({ requiredActions: [] });
    expect(await errorOf(client, 'sessions')).toBeNull();
  });

  it('cannot keep the temporary password', async () => {
    const { client } = await stage.newcomer();
    expect(await changeLogin(client, TEMPORARY, TEMPORARY)).toMatchObject({
      __typename: 'InvalidInput',
      violations: [{ field: 'newLoginPassword', code: 'SAME_AS_CURRENT' }],
    });
  });
});

describe('R2: while something is required', () => {
  const operations = everyOperation();

  it('only what does it, tells of it, or leaves is open to a session', () => {
    const open = Object.entries(OPERATION_RULES).filter(([, rule]) => rule.whileActionsRequired);
    expect(open.map(([name]) => name).sort()).toEqual(OPEN);
  });

  it.each(operations.filter(({ name }) => OPERATION_RULES[name]?.access === 'ANY_SESSION'))(
    '$name is decided as the list says',
    async (operation) => {
      const outcome = await outcomeOf((await stage.newcomer()).client, operation);
      if (OPEN.includes(operation.name)) expect(outcome).not.toBe('ACTION_REQUIRED');
      else expect(outcome).toBe('ACTION_REQUIRED');
    },
  );

  it.each(operations.filter(({ name }) => OPERATION_RULES[name]?.access.includes('MASTER')))(
    '$name is refused to a master too',
    async (operation) => {
      await stage.gateway.query(
        `UPDATE credentials SET must_change = true WHERE user_id = $1 AND kind = 'LOGIN_PASSWORD'`,
        [stage.masterId],
      );
      try {
        expect(await outcomeOf(stage.master, operation)).toBe('ACTION_REQUIRED');
      } finally {
        await stage.gateway.query(`UPDATE credentials SET must_change = false WHERE user_id = $1`, [
          stage.masterId,
        ]);
      }
    },
  );
});
