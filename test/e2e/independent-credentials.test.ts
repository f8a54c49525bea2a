import { startGateway, type TestGateway } from '../support/gateway';
import type { GatewayClient } from '../support/gateway-client';
import { kindsOf, WRONG, wrongLogins } from './support/entries';
import { idOf, loggedIn, MASTER, ODAWARA } from './support/people';

describe('R7 › credentials are independent', () => {
  let gateway: TestGateway;
  let userId: string;
  beforeEach(async () => {
    gateway = await startGateway({
      LOGIN_PASSWORD_FAILURES_PER_LOCKOUT: '2',
      CONFIRMATION_PASSWORD_FAILURES_PER_LOCKOUT: '3',
      CONFIRMATION_PASSWORD_LOCKOUT_SECONDS: '7200',
    });
    userId = await idOf(gateway, ODAWARA);
  });
  afterEach(() => gateway.close());

  const confirm = async (client: GatewayClient, confirmationPassword: string): Promise<string> =>
    (await client.run('suspend-user', { input: { userId, confirmationPassword } })).__typename;

  it('each kind has its own limits', async () => {
    expect(kindsOf(await wrongLogins(gateway, ODAWARA.loginId, 2))).toEqual([
      'InvalidCredentials',
      'LockedOut',
    ]);
    const master = await loggedIn(gateway, MASTER);
    expect([await confirm(master, WRONG), await confirm(master, WRONG)]).toEqual(
      Array(2).fill('WrongConfirmationPassword'),
    );
    const locked = await master.run('suspend-user', { input: { userId, confirmationPassword: WRONG } });
    expect(locked).toMatchObject({ __typename: 'LockedOut', retryAfterSeconds: 7200 });
  });

  it('a locked confirmation password leaves login and queries working', async () => {
    const master = await loggedIn(gateway, MASTER);
    for (let entry = 0; entry < 3; entry += 1) await confirm(master, WRONG);
    expect(await confirm(master, MASTER.confirmationPassword)).toBe('LockedOut');
    expect((await master.runRaw('users')).errors).toEqual([]);
    expect((await (await loggedIn(gateway, MASTER)).runRaw('viewer')).errors).toEqual([]);
  });

  it('a login clears the failures of the login password only', async () => {
    const master = await loggedIn(gateway, MASTER);
    await confirm(master, WRONG);
    await confirm(master, WRONG);
    const again = await loggedIn(gateway, MASTER);
    expect(await confirm(again, WRONG)).toBe('LockedOut');
  });

  it('a right confirmation clears the failures of the confirmation password only', async () => {
    const master = await loggedIn(gateway, MASTER);
    await wrongLogins(gateway, MASTER.loginId, 1);
    expect(await confirm(master, MASTER.confirmationPassword)).toBe('UserSuspended');
    expect(kindsOf(await wrongLogins(gateway, MASTER.loginId, 1))).toEqual(['LockedOut']);
  });

  it('a locked login leaves the confirmation password of a session at work', async () => {
    const master = await loggedIn(gateway, MASTER);
    await wrongLogins(gateway, MASTER.loginId, 2);
    expect(await confirm(master, MASTER.confirmationPassword)).toBe('UserSuspended');
  });
});
