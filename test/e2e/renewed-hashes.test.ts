import { randomBytes } from 'node:crypto';
import { startGateway, startGatewayBeside, type TestGateway } from '../support/gateway';
import type { GatewayClient } from '../support/gateway-client';
import { changeConfirmation, changed, changeLogin, CONFIRMATION, LOGIN } from './changes-stage';
import { idOf, loggedIn, MASTER, ODAWARA } from './support/people';
import { inquire, RIGHT_PINS, transfer, WRONG_PIN } from './support/pins';

/** The gateway under the old pepper, and the one that puts a new pepper first (docs/runbook.md, "Rotate a pepper"). */
let old: TestGateway;
let fresh: TestGateway;
let master: GatewayClient;
beforeEach(async () => {
  old = await startGateway();
  const pepper = `2:${randomBytes(32).toString('base64')}`;
  fresh = await startGatewayBeside(old, undefined, { PEPPERS: `${pepper},${old.env['PEPPERS'] ?? ''}` });
  master = await loggedIn(fresh, MASTER);
});
afterEach(async () => {
  await fresh.close();
  await old.close();
});

async function versionsOf(condition: string, ...parameters: unknown[]): Promise<Record<string, number>> {
  const rows = await old.query<{ kind: string; version: number }>(
    `SELECT kind, pepper_version AS version FROM credentials WHERE secret_hash IS NOT NULL AND ${condition}`,
    parameters,
  );
  return Object.fromEntries(rows.map(({ kind, version }) => [kind, version]));
}

const passwords = async (): Promise<Record<string, number>> =>
  versionsOf('user_id = $1', await idOf(old, MASTER));
const pins = (): Promise<Record<string, number>> =>
  versionsOf(
    `user_id IS NULL AND organization_id = (SELECT organization_id FROM users WHERE login_id = $1)`,
    MASTER.loginId,
  );

const suspendAndRelease = async (confirmationPassword: string): Promise<string[]> => {
  const input = { userId: await idOf(old, ODAWARA), confirmationPassword };
  const done = [];
  for (const operation of ['suspend-user', 'release-suspension'])
    done.push((await master.run(operation, { input })).__typename);
  return done;
};

describe('a new pepper takes the place of the old one as secrets are entered', () => {
  it('the login password at login, the confirmation password when it is asked for', async () => {
    expect(await passwords()).toEqual({ LOGIN_PASSWORD: 2, CONFIRMATION_PASSWORD: 1 });
    await suspendAndRelease('wrong0ne');
    expect((await passwords())['CONFIRMATION_PASSWORD']).toBe(1);
    const succeeded = ['UserSuspended', 'SuspensionReleased'];
    expect(await suspendAndRelease(MASTER.confirmationPassword)).toEqual(succeeded);
    expect(await passwords()).toEqual({ LOGIN_PASSWORD: 2, CONFIRMATION_PASSWORD: 2 });
    expect(await suspendAndRelease(MASTER.confirmationPassword)).toEqual(succeeded);
  });

  it('and either of them at once, when its owner changes it', async () => {
    const id = await idOf(old, ODAWARA);
    const client = fresh.client();
    client.useBearer((await loggedIn(old, ODAWARA)).bearerToken);
    expect(await versionsOf('user_id = $1', id)).toMatchObject({
      LOGIN_PASSWORD: 1,
      CONFIRMATION_PASSWORD: 1,
    });
    await changed(changeLogin(client, ODAWARA.loginPassword, LOGIN), client);
    await changed(changeConfirmation(client, ODAWARA.confirmationPassword, CONFIRMATION), client);
    expect(await versionsOf('user_id = $1', id)).toMatchObject({
      LOGIN_PASSWORD: 2,
      CONFIRMATION_PASSWORD: 2,
    });
  });

  it('PINs when they are right, and of three entered together none before all of them are', async () => {
    const before = { INQUIRY_PIN: 1, TRANSFER_PIN: 1, CONFIRMATION_PIN: 1, APPROVAL_PIN: 1 };
    expect(await pins()).toEqual(before);
    for (const kind of Object.keys(RIGHT_PINS)) {
      expect((await transfer(master, { [kind]: WRONG_PIN })).__typename).toBe('WrongPin');
      expect(await pins()).toEqual(before);
    }
    expect((await transfer(master)).__typename).toBe('TransferAuthorized');
    expect(await pins()).toEqual({ INQUIRY_PIN: 1, TRANSFER_PIN: 2, CONFIRMATION_PIN: 2, APPROVAL_PIN: 2 });
    expect((await inquire(master)).__typename).toBe('InquiryAuthorized');
    expect((await pins())['INQUIRY_PIN']).toBe(2);
    expect((await transfer(master)).__typename).toBe('TransferAuthorized');
    expect((await inquire(master)).__typename).toBe('InquiryAuthorized');
  });
});
