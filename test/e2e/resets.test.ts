import { demoUser, otherOrganizationsUser } from './administration-stage';
import {
  changeConfirmation,
  changed,
  changeLogin,
  codesOf,
  errorOf,
  LOGIN,
  loginOf,
  openChanges,
  type Actor,
  type ChangesStage,
} from './changes-stage';
import type { UnionResult } from '../support/gateway-client';

const FRESH = 'Torimachi/6';
const WRONG = 'Kuwagata,8n';
const GIVEN = 'Sennin*3goku';

let stage: ChangesStage;
let strangerId: string;

beforeAll(async () => {
  stage = await openChanges();
  strangerId = await otherOrganizationsUser(stage.gateway, 'stranger1');
});
afterAll(() => stage.close());

type Kind = 'login' | 'confirmation';
const KINDS: readonly Kind[] = ['login', 'confirmation'];
const DONE = { login: 'LoginPasswordReset', confirmation: 'ConfirmationPasswordReset' } as const;

function reset(kind: Kind, userId: string, given: object = {}, on = stage): Promise<UnionResult> {
  const { confirmationPassword } = on;
  return on.master.run(`reset-${kind}-password`, {
    input: { userId, temporaryPassword: GIVEN, confirmationPassword, ...given },
  });
}

/** Proves a password of the kind, right or wrong, and gives how it ended. */
async function tryPassword(kind: Kind, { client, loginId }: Actor, password: string): Promise<string> {
  return kind === 'login'
    ? loginOf(stage, loginId, password)
    : (await changeConfirmation(client, password, FRESH)).__typename;
}

async function lock(kind: Kind, actor: Actor): Promise<void> {
  for (let guess = 0; guess < 5; guess++) await tryPassword(kind, actor, WRONG);
}

/** Suspends the login, as a master may. */
async function suspend(actor: Actor, on: ChangesStage): Promise<void> {
  const { confirmationPassword } = on;
  await on.master.run('suspend-user', { input: { userId: actor.id, confirmationPassword } });
}

async function statusOf(kind: Kind, { id }: Actor, on = stage): Promise<unknown> {
  const { data } = await on.master.send(
    'query ($id: ID!) { user(id: $id) { credentials { kind status mustChange } } }',
    { id },
  );
  const { credentials } = data?.['user'] as { credentials: readonly { kind: string }[] };
  return credentials.find((credential) => credential.kind === `${kind.toUpperCase()}_PASSWORD`);
}

describe('R5: the master resets a forgotten login password', () => {
  it('and the user logs in with the temporary one, which must be changed', async () => {
    const actor = await stage.settled();
    expect(await reset('login', actor.id)).toMatchObject({
      __typename: 'LoginPasswordReset',
      user: { id: actor.id },
    });
    expect(await loginOf(stage, actor.loginId, LOGIN)).toBe('InvalidCredentials');
    expect(await actor.client.login(actor.loginId, GIVEN)).toMatchObject({ __typename: 'LoggedIn' });
    expect(await actor.client.run('viewer')).toMatchObject({
      requiredActions: expect.arrayContaining(['CHANGE_LOGIN_PASSWORD']) as string[],
    });
    const { viewer } = await changed(changeLogin(actor.client, GIVEN, FRESH), actor.client);
    expect(viewer).toMatchObject({
      requiredActions: expect.not.arrayContaining(['CHANGE_LOGIN_PASSWORD']) as string[],
    });
  });
});

describe('R5: the master resets a forgotten confirmation password', () => {
  it('and the user must replace it, proving the temporary one', async () => {
    const actor = await stage.settled();
    expect(await reset('confirmation', actor.id)).toMatchObject({ __typename: 'ConfirmationPasswordReset' });
    await actor.client.login(actor.loginId, LOGIN);
    expect(await actor.client.run('viewer')).toMatchObject({
      requiredActions: expect.arrayContaining(['SET_CONFIRMATION_PASSWORD']) as string[],
    });
    expect(await changeConfirmation(actor.client, GIVEN, FRESH)).toMatchObject({
      __typename: 'ConfirmationPasswordChanged',
    });
  });

  it('even of a user who never set one', async () => {
    const actor = await stage.newcomer();
    expect(await reset('confirmation', actor.id)).toMatchObject({ __typename: 'ConfirmationPasswordReset' });
    expect(await statusOf('confirmation', actor)).toEqual({
      kind: 'CONFIRMATION_PASSWORD',
      status: 'ACTIVE',
      mustChange: true,
    });
  });
});

describe.each(KINDS)('R5: resetting the %s password', (kind) => {
  it('ends the sessions of the user', async () => {
    const actor = await stage.settled();
    await reset(kind, actor.id);
    expect(await errorOf(actor.client, 'viewer')).toBe('UNAUTHENTICATED');
  });

  it('clears its failures', async () => {
    const actor = await stage.settled();
    for (let guess = 0; guess < 4; guess++) await tryPassword(kind, actor, WRONG);
    await reset(kind, actor.id);
    if (kind === 'confirmation') await actor.client.login(actor.loginId, LOGIN);
    for (let guess = 0; guess < 4; guess++) {
      expect(await tryPassword(kind, actor, WRONG)).not.toBe('LockedOut');
    }
  });

  it('clears its lockout, and the temporary one works at once', async () => {
    const actor = await stage.settled();
    await lock(kind, actor);
    expect(await statusOf(kind, actor)).toMatchObject({ status: 'LOCKED_OUT' });
    await reset(kind, actor.id);
    expect(await statusOf(kind, actor)).toMatchObject({ status: 'ACTIVE', mustChange: true });
    if (kind === 'confirmation') await actor.client.login(actor.loginId, LOGIN);
    expect(await tryPassword(kind, actor, GIVEN)).toMatch(/^(LoggedIn|ConfirmationPasswordChanged)$/);
  });

  it('leaves the lockout of the other one', async () => {
    const actor = await stage.settled();
    const other = kind === 'login' ? 'confirmation' : 'login';
    await lock(other, actor);
    await reset(kind, actor.id);
    expect(await statusOf(other, actor)).toMatchObject({ status: 'LOCKED_OUT' });
  });

  it('is recorded as the master’s', async () => {
    const actor = await stage.settled();
    await reset(kind, actor.id);
    expect((await stage.history(actor.id)).at(-1)).toBe('SECRET_RESET BY_MASTER');
  });

  it('judges the temporary one, all violations at once, and charges the master no attempt', async () => {
    const actor = await stage.settled();
    for (let slip = 0; slip < 6; slip++) {
      const refused = await reset(kind, actor.id, { temporaryPassword: 'ab', confirmationPassword: WRONG });
      expect(codesOf(refused)).toEqual(
        expect.arrayContaining(['temporaryPassword TOO_SHORT', 'temporaryPassword NEEDS_DIGIT']),
      );
    }
    expect(await reset(kind, actor.id)).toMatchObject({ __typename: DONE[kind] });
  });

  it('does not tell the master what the user’s own passwords are', async () => {
    const actor = await stage.settled();
    expect(await reset(kind, actor.id, { temporaryPassword: LOGIN })).toMatchObject({
      __typename: DONE[kind],
    });
  });

  it('changes nothing without the master’s confirmation password (R3)', async () => {
    const actor = await stage.settled();
    expect(await reset(kind, actor.id, { confirmationPassword: WRONG })).toMatchObject({
      __typename: 'WrongConfirmationPassword',
    });
    expect(await errorOf(actor.client, 'viewer')).toBeNull();
    expect(await statusOf(kind, actor)).toMatchObject({ mustChange: false });
    // Clears the failure for the tests to come.
    await reset(kind, actor.id);
  });

  it('cannot be done to oneself', async () => {
    expect(await reset(kind, stage.masterId)).toMatchObject({
      __typename: 'NotApplicable',
      code: 'OWN_ACCOUNT',
    });
  });

  it('does not find another organization’s user, nor one that is none, in the same words', async () => {
    const answers = [];
    for (const userId of [strangerId, '00000000-0000-4000-8000-000000000000', 'nobody']) {
      answers.push(await reset(kind, userId));
    }
    expect(answers).toEqual(Array(3).fill({ __typename: 'NotFound', message: 'There is no such user.' }));
  });

  it('is for the master only', async () => {
    const { loginId, loginPassword, confirmationPassword } = demoUser('GENERAL');
    const general = stage.gateway.client();
    await general.login(loginId, loginPassword);
    const input = { userId: stage.masterId, temporaryPassword: GIVEN, confirmationPassword };
    expect(await errorOf(general, `reset-${kind}-password`, { input })).toBe('FORBIDDEN');
  });
});

describe('R5: a suspension', () => {
  it('stays when the password is reset', async () => {
    const actor = await stage.settled();
    await suspend(actor, stage);
    expect(await reset('login', actor.id)).toMatchObject({ __typename: 'LoginPasswordReset' });
    expect(await statusOf('login', actor)).toMatchObject({ status: 'SUSPENDED', mustChange: true });
    expect(await loginOf(stage, actor.loginId, GIVEN)).toBe('Suspended');
  });

  it('is lifted along with it where the deployment says so, and that is recorded', async () => {
    const lenient = await openChanges({ RESET_LIFTS_SUSPENSION: 'on' });
    try {
      const actor = await lenient.settled();
      await suspend(actor, lenient);
      await reset('login', actor.id, {}, lenient);
      expect(await statusOf('login', actor, lenient)).toMatchObject({ status: 'ACTIVE' });
      expect(await loginOf(lenient, actor.loginId, GIVEN)).toBe('LoggedIn');
      expect((await lenient.history(actor.id)).slice(-3)).toEqual([
        'SECRET_RESET BY_MASTER',
        'SUSPENSION_RELEASED BY_MASTER',
        'LOGIN_SUCCEEDED',
      ]);
    } finally {
      await lenient.close();
    }
  });
});
