import { startGateway, type TestGateway } from '../support/gateway';
import type { GatewayClient } from '../support/gateway-client';
import { newcomer } from './support/newcomer';
import { FIRST_LOGIN, historyOf, WRONG } from './support/entries';
import { idOf, loggedIn, MASTER, ODAWARA } from './support/people';

describe('R3 › the confirmation password', () => {
  let gateway: TestGateway;
  let master: GatewayClient;
  let userId: string;
  beforeEach(async () => {
    gateway = await startGateway();
    master = await loggedIn(gateway, MASTER);
    userId = await idOf(gateway, ODAWARA);
  });
  afterEach(() => gateway.close());

  const state = async (): Promise<unknown[]> => [
    await gateway.query('SELECT * FROM users ORDER BY id'),
    await gateway.query('SELECT * FROM credentials ORDER BY id'),
    await gateway.query('SELECT * FROM attempt_locks'),
  ];

  it.each([
    ['create-user', () => newcomer({ confirmationPassword: WRONG })],
    ['suspend-user', () => ({ userId, confirmationPassword: WRONG })],
    ['release-suspension', () => ({ userId, confirmationPassword: WRONG })],
  ])('%s: a wrong one changes nothing and is counted', async (operation, input) => {
    const before = await state();
    const refused = await master.run(operation, { input: input() });
    expect(refused).toEqual({
      __typename: 'WrongConfirmationPassword',
      message: 'The confirmation password is not right. Nothing has been changed.',
    });
    expect(await state()).toEqual(before);
    const own = await historyOf(gateway, await idOf(gateway, MASTER));
    expect(own).toEqual([...FIRST_LOGIN, 'CONFIRMATION_FAILED']);
    expect(await historyOf(gateway, userId)).toEqual([]);
  });

  it.each(['create-user', 'suspend-user', 'release-suspension'])(
    '%s: a missing one is not even asked about',
    async (operation) => {
      const { confirmationPassword, ...input } = newcomer();
      expect(confirmationPassword).toBeDefined();
      const answer = await master.runRaw(operation, {
        input: operation === 'create-user' ? input : { userId },
      });
      expect(answer.errors.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT']);
      expect(await historyOf(gateway, await idOf(gateway, MASTER))).toEqual(FIRST_LOGIN);
    },
  );

  it('is the acting master’s own, not his login password nor that of the user acted upon', async () => {
    for (const confirmationPassword of [MASTER.loginPassword, ODAWARA.confirmationPassword]) {
      const refused = await master.run('suspend-user', { input: { userId, confirmationPassword } });
      expect(refused.__typename).toBe('WrongConfirmationPassword');
    }
  });

  it('has no grace period: the next change asks again', async () => {
    const { confirmationPassword } = MASTER;
    expect((await master.run('suspend-user', { input: { userId, confirmationPassword } })).__typename).toBe(
      'UserSuspended',
    );
    const next = await master.run('release-suspension', { input: { userId, confirmationPassword: WRONG } });
    expect(next.__typename).toBe('WrongConfirmationPassword');
  });

  it('is not asked for, nor counted, while the other entries cannot be accepted', async () => {
    for (let slip = 0; slip < 6; slip += 1) {
      const input = newcomer({ email: 'nonsense', confirmationPassword: WRONG });
      expect((await master.run('create-user', { input })).__typename).toBe('InvalidInput');
    }
    expect((await master.run('create-user', { input: newcomer() })).__typename).toBe('UserCreated');
  });

  it('the fifth wrong one locks it for an hour; the master’s session and login go on', async () => {
    const input = { userId, confirmationPassword: WRONG };
    for (let entry = 0; entry < 4; entry += 1) await master.run('suspend-user', { input });
    expect(await master.run('suspend-user', { input })).toMatchObject({
      __typename: 'LockedOut',
      retryAfterSeconds: 3600,
    });
    const right = await master.run('create-user', { input: newcomer() });
    expect(right.__typename).toBe('LockedOut');
    expect((await master.runRaw('users')).errors).toEqual([]);
    await loggedIn(gateway, MASTER);
  });
});
