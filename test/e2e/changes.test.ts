import { demoUser } from './administration-stage';
import type { GatewayClient } from '../support/gateway-client';
import {
  changeConfirmation,
  changed,
  changeLogin,
  CONFIRMATION,
  errorOf,
  LOGIN,
  loginOf,
  openChanges,
  type ChangesStage,
} from './changes-stage';

const FRESH = 'Torimachi/6';

let stage: ChangesStage;

beforeAll(async () => {
  stage = await openChanges();
});
afterAll(() => stage.close());

/** Logs in as a browser does and gives the client, which keeps the cookie. */
async function browser(loginId: string): Promise<GatewayClient> {
  const client = stage.gateway.client();
  await client.run('login', { input: { loginId, loginPassword: LOGIN, delivery: 'COOKIE' } });
  return client;
}

describe('R9: changing the login password', () => {
  it('takes effect at once: the new one logs in, the old one does not', async () => {
    const { client, loginId } = await stage.settled();
    expect(await changeLogin(client, LOGIN, FRESH)).toMatchObject({ __typename: 'LoginPasswordChanged' });
    expect(await loginOf(stage, loginId, LOGIN)).toBe('InvalidCredentials');
    expect(await loginOf(stage, loginId, FRESH)).toBe('LoggedIn');
  });

  it('ends the session that asked and begins a new one, whose token comes back', async () => {
    const { client } = await stage.settled();
    const { sessionToken } = await changeLogin(client, LOGIN, FRESH);
    expect(await errorOf(client, 'viewer')).toBe('UNAUTHENTICATED');
    client.useBearer(String(sessionToken));
    expect(await errorOf(client, 'viewer')).toBeNull();
  });

  it('hands a browser the new session as a cookie, and no token', async () => {
    const { loginId } = await stage.settled();
    const client = await browser(loginId);
    expect(await changeLogin(client, LOGIN, FRESH)).toMatchObject({
      __typename: 'LoginPasswordChanged',
      sessionToken: null,
    });
    expect(await errorOf(client, 'viewer')).toBeNull();
  });

  it('is recorded, and says that it was the owner', async () => {
    const { client, id } = await stage.settled();
    await changeLogin(client, LOGIN, FRESH);
    expect((await stage.history(id)).at(-1)).toBe('SECRET_CHANGED BY_OWNER');
  });
});

describe('R9: with several sessions allowed, changing a password', () => {
  let several: ChangesStage;
  beforeAll(async () => {
    several = await openChanges({ SESSION_SINGLE: 'off' });
  });
  afterAll(() => several.close());

  it.each(['login', 'confirmation'])('ends the other ones too (%s)', async (which) => {
    const { client, loginId } = await several.settled();
    const other = several.gateway.client();
    await other.login(loginId, LOGIN);
    expect(await errorOf(other, 'viewer')).toBeNull();
    await changed(
      which === 'login' ? changeLogin(client, LOGIN, FRESH) : changeConfirmation(client, CONFIRMATION, FRESH),
      client,
    );
    expect(await errorOf(other, 'viewer')).toBe('UNAUTHENTICATED');
    expect(await errorOf(client, 'viewer')).toBeNull();
  });
});

describe('R3: the confirmation password', () => {
  it('is set without a current one as long as none is set', async () => {
    const { client } = await stage.newcomer();
    expect(await changeConfirmation(client, undefined, CONFIRMATION)).toMatchObject({
      __typename: 'ConfirmationPasswordChanged',
    });
  });

  it('is not changed without the current one once it is set', async () => {
    const { client } = await stage.settled();
    expect(await changeConfirmation(client, undefined, FRESH)).toMatchObject({
      __typename: 'InvalidInput',
      violations: [{ field: 'currentConfirmationPassword', code: 'REQUIRED' }],
    });
  });

  it('is changed with the current one', async () => {
    const { client } = await stage.settled();
    await changed(changeConfirmation(client, CONFIRMATION, FRESH), client);
    expect(await changeConfirmation(client, CONFIRMATION, 'Uguisu^15dn')).toMatchObject({
      __typename: 'WrongConfirmationPassword',
    });
    expect(await changeConfirmation(client, FRESH, 'Uguisu^15dn')).toMatchObject({
      __typename: 'ConfirmationPasswordChanged',
    });
  });

  it('given by the master must be proved like any other', async () => {
    const { client } = await stage.newcomer({ temporaryConfirmationPassword: 'Dogashima~6' });
    expect(await changeConfirmation(client, 'Dogashima~7', CONFIRMATION)).toMatchObject({
      __typename: 'WrongConfirmationPassword',
    });
    expect(await changeConfirmation(client, 'Dogashima~6', CONFIRMATION)).toMatchObject({
      __typename: 'ConfirmationPasswordChanged',
    });
  });
});

describe('a session that has ended', () => {
  it('changes nothing', async () => {
    const { client, loginId } = await stage.settled();
    await client.run('logout');
    expect(
      await errorOf(client, 'change-login-password', {
        input: { currentLoginPassword: LOGIN, newLoginPassword: FRESH },
      }),
    ).toBe('UNAUTHENTICATED');
    expect(await loginOf(stage, loginId, LOGIN)).toBe('LoggedIn');
  });
});

describe('R9: a password of one’s own', () => {
  it.each(['MASTER', 'STAFF'] as const)('is changed by a %s as by anyone', async (role) => {
    const { loginId, loginPassword } = demoUser(role);
    const client = stage.gateway.client();
    await client.login(loginId, loginPassword);
    expect(await changeLogin(client, loginPassword, FRESH)).toMatchObject({
      __typename: 'LoginPasswordChanged',
    });
    expect(await loginOf(stage, loginId, FRESH)).toBe('LoggedIn');
  });
});
