import { startGateway, startGatewayBeside, type TestGateway } from '../support/gateway';
import { demoAnswer, type GatewayClient, type UnionResult } from '../support/gateway-client';
import { holdNextBegin } from './support/held-session-begin';
import { idOf, loggedIn, MASTER, MISHIMA, ODAWARA } from './support/people';

const TEMPORARY = 'Kojiri-20u';
const FRESH = 'Ebisu#4torii';

let gateway: TestGateway;
beforeEach(async () => {
  gateway = await startGateway({ SESSION_SINGLE: 'off' });
});
afterEach(() => gateway.close());

/** What a request that begins a session comes to, `meanwhile` having happened between its verification and its begin. */
async function racing(
  request: () => Promise<UnionResult>,
  meanwhile: () => Promise<unknown>,
): Promise<UnionResult> {
  const held = holdNextBegin();
  const result = request();
  await held.reached;
  try {
    await meanwhile();
  } finally {
    held.release();
  }
  return result;
}

/** Whether the session that `result` gave lives: null, or the code with which it is refused. */
async function refusalOf(result: UnionResult): Promise<string | null> {
  const token = result['sessionToken'];
  if (typeof token !== 'string') throw new Error(`no session was given: ${JSON.stringify(result)}`);
  const client = gateway.client();
  client.useBearer(token);
  return (await client.runRaw('viewer')).errors[0]?.extensions.code ?? null;
}

async function resetByMaster(): Promise<void> {
  const master = await loggedIn(gateway, MASTER);
  const input = {
    userId: await idOf(gateway, ODAWARA),
    temporaryPassword: TEMPORARY,
    confirmationPassword: MASTER.confirmationPassword,
  };
  expect((await master.run('reset-login-password', { input })).__typename).toBe('LoginPasswordReset');
}

async function changeBy(client: GatewayClient): Promise<void> {
  const input = { currentLoginPassword: ODAWARA.loginPassword, newLoginPassword: FRESH };
  const result = await client.run('change-login-password', { input });
  expect(result.__typename).toBe('LoginPasswordChanged');
  client.useBearer(result['sessionToken'] as string);
}

/** A client on a device that its user has used before, not logged in now. */
async function knownDevice(): Promise<GatewayClient> {
  const client = await loggedIn(gateway, ODAWARA);
  await client.run('logout');
  client.useBearer(null);
  return client;
}

function login(client: GatewayClient): Promise<UnionResult> {
  return client.loginOnly(ODAWARA.loginId, ODAWARA.loginPassword);
}

describe('R9: a session that begins after the change of the password which it was verified with', () => {
  it('has no rights, when the master resets the password during a login', async () => {
    const client = await knownDevice();
    const late = await racing(() => login(client), resetByMaster);
    expect(late.__typename).toBe('LoggedIn');
    expect(await refusalOf(late)).toBe('UNAUTHENTICATED');
  });

  it('has no rights, when the password is reset during the answer to a question', async () => {
    const client = gateway.client();
    const asked = await login(client);
    const late = await racing(
      () => client.answer(asked, demoAnswer(ODAWARA.loginId, asked) ?? ''),
      resetByMaster,
    );
    expect(late.__typename).toBe('LoggedIn');
    expect(await refusalOf(late)).toBe('UNAUTHENTICATED');
  });

  it('has no rights, when the owner changes the password; nor does his list of sessions show it', async () => {
    const [client, owner] = [await knownDevice(), await loggedIn(gateway, ODAWARA)];
    const late = await racing(
      () => login(client),
      () => changeBy(owner),
    );
    expect(await refusalOf(late)).toBe('UNAUTHENTICATED');
    const { data } = await owner.runRaw('sessions');
    expect(data?.['sessions']).toEqual([expect.objectContaining({ current: true })]);
  });

  it('has no rights, when it is to replace one that a reset has ended', async () => {
    const owner = await loggedIn(gateway, ODAWARA);
    const input = {
      currentConfirmationPassword: ODAWARA.confirmationPassword,
      newConfirmationPassword: 'Gakeo~87mi',
    };
    const late = await racing(() => owner.run('change-confirmation-password', { input }), resetByMaster);
    expect(late.__typename).toBe('ConfirmationPasswordChanged');
    expect(await refusalOf(late)).toBe('UNAUTHENTICATED');
  });
});

describe('R9: a session that begins late', () => {
  it('lives when nothing was changed, however many others have logged in', async () => {
    const client = await knownDevice();
    const late = await racing(
      () => login(client),
      () => loggedIn(gateway, MISHIMA),
    );
    expect(await refusalOf(late)).toBeNull();
  });

  it('lives when its login renewed the hash, which is no change of the password', async () => {
    const userId = await idOf(gateway, ODAWARA);
    const stored = (): Promise<{ readonly hash: string; readonly changedAt: Date }[]> =>
      gateway.query(
        `SELECT secret_hash AS hash, changed_at AS "changedAt" FROM credentials
          WHERE user_id = $1 AND kind = 'LOGIN_PASSWORD'`,
        [userId],
      );
    const [before] = await stored();
    const costlier = await startGatewayBeside(gateway, undefined, { ARGON2_TIME: '2' });
    try {
      const there = costlier.client();
      const asked = await login(there);
      const late = await there.answer(asked, demoAnswer(ODAWARA.loginId, asked) ?? '');
      const [after] = await stored();
      expect(after?.hash).not.toBe(before?.hash);
      expect(after?.changedAt).toEqual(before?.changedAt);
      expect(await refusalOf(late)).toBeNull();
    } finally {
      await costlier.close();
    }
  });
});
