import { randomBytes } from 'node:crypto';
import { Argon2SecretHasher } from '../../src/credentials/hashing/argon2-secret-hasher';
import type { DemoUser } from '../../src/demo/demo-accounts';
import { startGateway, startGatewayBeside, type TestGateway } from '../support/gateway';
import { demoAnswer, type GatewayClient, type UnionResult } from '../support/gateway-client';
import { changeConfirmation, changed, changeLogin, CONFIRMATION, LOGIN } from './changes-stage';
import { holdNextCall } from './support/held-call';
import { idOf, loggedIn, MASTER, MISHIMA, ODAWARA } from './support/people';
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

describe('a hash is renewed once its attempt has ended, so that the permit is no longer held', () => {
  let strict: TestGateway;
  beforeEach(async () => {
    strict = await startGatewayBeside(fresh, undefined, { FAILURES_PER_LOCKOUT: '1', ATTEMPT_WAIT_MS: '0' });
  });
  afterEach(() => strict.close());

  type Entry = () => Promise<UnionResult>;
  const login: Entry = () => strict.client().loginOnly(ODAWARA.loginId, ODAWARA.loginPassword);

  /** What comes of `another` while the hash that `entry` found to be an old one is being renewed. */
  const meanwhile = async (entry: Entry, another: Entry): Promise<string> => {
    const renewal = holdNextCall(Argon2SecretHasher, 'hash');
    const entered = entry();
    await renewal.reached;
    const { __typename } = await another();
    renewal.release();
    await entered;
    return __typename;
  };

  it('of a login password', async () => {
    expect(await meanwhile(login, login)).toBe('AdditionalAuthenticationRequired');
  });

  it('of a confirmation password', async () => {
    const suspending = (who: DemoUser): Entry => {
      const client = strict.client();
      client.useBearer(master.bearerToken);
      const { confirmationPassword } = MASTER;
      return async () =>
        client.run('suspend-user', { input: { userId: await idOf(old, who), confirmationPassword } });
    };
    expect(await meanwhile(suspending(MISHIMA), suspending(ODAWARA))).toBe('UserSuspended');
  });

  it('of a security answer', async () => {
    const asked = [await login(), await login()];
    const [one, other] = asked.map(
      (challenge): Entry =>
        () =>
          strict.client().answer(challenge, String(demoAnswer(ODAWARA.loginId, challenge))),
    );
    expect(await meanwhile(one ?? login, other ?? login)).toBe('LoggedIn');
  });
});
