import { randomUUID } from 'node:crypto';
import { startGateway, startGatewayBeside, type TestGateway } from '../support/gateway';
import type { GatewayClient, UnionResult } from '../support/gateway-client';
import { historyOf, kindsOf, wrongLogins } from './support/entries';
import { foreignUser } from './support/foreign-organization';
import { idOf, loggedIn, MASTER, ODAWARA } from './support/people';

describe('R5, R7 › suspending and releasing', () => {
  let gateway: TestGateway;
  let beside: TestGateway;
  let master: GatewayClient;
  let odawara: string;
  beforeEach(async () => {
    gateway = await startGateway({ FAILURES_PER_LOCKOUT: '2', LOCKOUTS_PER_SUSPENSION: '1' });
    beside = await startGatewayBeside(gateway);
    master = await loggedIn(gateway, MASTER);
    odawara = await idOf(gateway, ODAWARA);
  });
  afterEach(async () => {
    await beside.close();
    await gateway.close();
  });

  const ask = (operation: string, userId: string): Promise<UnionResult> =>
    master.run(operation, { input: { userId, confirmationPassword: MASTER.confirmationPassword } });

  it('suspension holds on every gateway at once, and names the master in the history', async () => {
    expect(await ask('suspend-user', odawara)).toMatchObject({
      __typename: 'UserSuspended',
      user: { id: odawara },
    });
    for (const each of [gateway, beside]) {
      expect((await each.client().login(ODAWARA.loginId, ODAWARA.loginPassword)).__typename).toBe(
        'Suspended',
      );
    }
    expect(await historyOf(gateway, odawara)).toEqual(['SUSPENDED BY_MASTER']);
  });

  it('release keeps the secret, sets the counts to 0 and holds on every gateway at once', async () => {
    expect(kindsOf(await wrongLogins(beside, ODAWARA.loginId, 2))).toEqual([
      'InvalidCredentials',
      'Suspended',
    ]);
    expect((await ask('release-suspension', odawara)).__typename).toBe('SuspensionReleased');
    expect(kindsOf(await wrongLogins(beside, ODAWARA.loginId, 1))).toEqual(['InvalidCredentials']);
    await loggedIn(beside, ODAWARA);
    expect(await gateway.query('SELECT lockouts, locked_until, suspended_at FROM attempt_locks')).toEqual([
      { lockouts: 0, locked_until: null, suspended_at: null },
    ]);
    expect((await historyOf(gateway, odawara)).filter((event) => event.startsWith('SUSP'))).toEqual([
      'SUSPENDED TOO_MANY_LOCKOUTS',
      'SUSPENSION_RELEASED BY_MASTER',
    ]);
  });

  it('releases a suspended confirmation password too', async () => {
    await gateway.query(
      `INSERT INTO attempt_locks SELECT attempt_key, 0, NULL, NULL, now(), NULL
         FROM credentials WHERE user_id = $1 AND kind = 'CONFIRMATION_PASSWORD'`,
      [odawara],
    );
    expect((await ask('release-suspension', odawara)).__typename).toBe('SuspensionReleased');
    expect((await ask('release-suspension', odawara))['code']).toBe('NOT_SUSPENDED');
  });

  it('tells what does not apply, without a second event', async () => {
    expect(await ask('release-suspension', odawara)).toMatchObject({
      __typename: 'NotApplicable',
      code: 'NOT_SUSPENDED',
    });
    await ask('suspend-user', odawara);
    expect(await ask('suspend-user', odawara)).toMatchObject({
      __typename: 'NotApplicable',
      code: 'ALREADY_SUSPENDED',
    });
    expect(await historyOf(gateway, odawara)).toEqual(['SUSPENDED BY_MASTER']);
  });

  it('ten suspensions at once record one event', async () => {
    const results = await Promise.all(Array.from({ length: 10 }, () => ask('suspend-user', odawara)));
    for (const { __typename } of results) expect(['UserSuspended', 'NotApplicable']).toContain(__typename);
    expect(await historyOf(gateway, odawara)).toEqual(['SUSPENDED BY_MASTER']);
  });

  it.each([
    ['as it is', (id: string) => id],
    ['in capitals', (id: string) => id.toUpperCase()],
    ['without hyphens', (id: string) => id.replaceAll('-', '')],
    ['in braces', (id: string) => `{${id}}`],
  ])('a master cannot use these on his own account (identifier %s)', async (_how, spell) => {
    const own = await idOf(gateway, MASTER);
    for (const operation of ['suspend-user', 'release-suspension']) {
      const refused = await ask(operation, spell(own));
      expect(['NotApplicable', 'NotFound']).toContain(refused.__typename);
      if (refused.__typename === 'NotApplicable') expect(refused['code']).toBe('OWN_ACCOUNT');
    }
    expect(await gateway.query('SELECT 1 FROM attempt_locks WHERE suspended_at IS NOT NULL')).toEqual([]);
    await loggedIn(gateway, MASTER);
  });

  it('another organization’s user, an unknown one and an impossible one are not found, in the same words', async () => {
    const foreign = await foreignUser(gateway);
    for (const operation of ['suspend-user', 'release-suspension']) {
      for (const id of [foreign, randomUUID(), 'nonsense', '']) {
        expect(await ask(operation, id)).toEqual({
          __typename: 'NotFound',
          message: 'There is no such user.',
        });
      }
    }
    expect(await gateway.query('SELECT 1 FROM attempt_locks')).toEqual([]);
  });
});
