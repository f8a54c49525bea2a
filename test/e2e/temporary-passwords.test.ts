import { startGatewayBeside, type TestGateway } from '../support/gateway';
import type { GatewayClient, UnionResult } from '../support/gateway-client';
import {
  changeConfirmation,
  changed,
  changeLogin,
  errorOf,
  LOGIN,
  loginOf,
  openChanges,
  TEMPORARY,
  type Actor,
  type ChangesStage,
} from './changes-stage';
import { historyOf, kindsOf, WRONG, wrongLogins } from './support/entries';
import { CLERK, idOf, knownDevice, MASTER, ODAWARA } from './support/people';

const GIVEN = 'Sennin*3goku';
const FRESH = 'Torimachi/6';
const DAY_MS = 86_400_000;
const EXPIRED = 'TemporaryPasswordExpired';

/** In hours, since a day of Postgres may have 23. */
const BARELY = '719 hours 59 minutes';
const JUST_OVER = '720 hours';

type Kind = 'LOGIN_PASSWORD' | 'CONFIRMATION_PASSWORD';

let stage: ChangesStage;
beforeAll(async () => {
  stage = await openChanges();
});
afterAll(() => stage.close());

/** Makes a password look as if it had been set so long ago; when that was. */
async function setAgo(userId: string, ago: string, kind: Kind = 'LOGIN_PASSWORD'): Promise<Date> {
  const [row] = await stage.gateway.query<{ at: Date }>(
    `WITH aged AS (UPDATE credentials SET changed_at = date_trunc('milliseconds', now() - $2::interval)
                    WHERE user_id = $1 AND kind = $3 RETURNING changed_at)
     SELECT changed_at AS at FROM aged`,
    [userId, ago, kind],
  );
  if (row === undefined) throw new Error(`there is no ${kind}`);
  return row.at;
}

/** A general user whose temporary login password has run out. */
async function tooLate(): Promise<Actor> {
  const actor = await stage.newcomer();
  await setAgo(actor.id, JUST_OVER);
  return actor;
}

/** The operation as the master; it must succeed. */
async function asMaster(operation: string, userId: string, given: object, done: string): Promise<void> {
  const { confirmationPassword } = stage;
  const result = await stage.master.run(operation, { input: { userId, confirmationPassword, ...given } });
  if (result.__typename !== done) throw new Error(JSON.stringify(result));
}

function reset(kind: 'login' | 'confirmation', userId: string): Promise<void> {
  const done = { login: 'LoginPasswordReset', confirmation: 'ConfirmationPasswordReset' }[kind];
  return asMaster(`reset-${kind}-password`, userId, { temporaryPassword: GIVEN }, done);
}

async function newestOf({ id }: Pick<Actor, 'id'>): Promise<string | undefined> {
  return (await historyOf(stage.gateway, id)).at(-1);
}

/** Runs `work` on a gateway beside the stage's, for which temporary passwords hold so many days. */
async function beside(days: number, work: (gateway: TestGateway) => Promise<void>): Promise<void> {
  const gateway = await startGatewayBeside(stage.gateway, undefined, {
    TEMPORARY_PASSWORD_DAYS: String(days),
  });
  try {
    await work(gateway);
  } finally {
    await gateway.close();
  }
}

describe('R5: a temporary login password', () => {
  it('holds for thirty days less a minute', async () => {
    const { id, loginId } = await stage.newcomer();
    await setAgo(id, BARELY);
    expect(await loginOf(stage, loginId, TEMPORARY)).toBe('LoggedIn');
  });

  it('after thirty days gives no session, and says since when and whom to turn to', async () => {
    const { id, loginId } = await stage.newcomer();
    const setAt = await setAgo(id, JUST_OVER);
    expect(await stage.gateway.client().login(loginId, TEMPORARY)).toEqual({
      __typename: EXPIRED,
      message: 'The temporary password has expired.',
      credential: 'LOGIN_PASSWORD',
      expiredAt: new Date(setAt.getTime() + 30 * DAY_MS).toISOString(),
      guidance: 'A general user asks the master user to set a new one. A member of staff applies on paper.',
    });
  });

  it('says so in Japanese too, and hands a browser no cookie', async () => {
    const { loginId } = await tooLate();
    const browser = stage.gateway.client({ 'accept-language': 'ja' });
    const answer = await browser.runRaw('login', { input: { loginId, loginPassword: TEMPORARY } });
    expect(answer.data?.['login']).toMatchObject({
      __typename: EXPIRED,
      message: '仮パスワードの有効期限が切れています。',
      guidance: expect.stringContaining('マスターユーザ') as string,
    });
    expect(answer.headers.getSetCookie()).toEqual([]);
  });

  it('is recorded as a refused login, with the reason', async () => {
    const actor = await tooLate();
    await loginOf(stage, actor.loginId, TEMPORARY);
    expect(await newestOf(actor)).toBe('LOGIN_FAILED TEMPORARY_PASSWORD_EXPIRED');
  });

  it('given by a reset runs out like the first one, and a new one holds again', async () => {
    const actor = await stage.settled();
    await reset('login', actor.id);
    await setAgo(actor.id, '31 days');
    expect(await loginOf(stage, actor.loginId, GIVEN)).toBe(EXPIRED);
    await reset('login', actor.id);
    expect(await loginOf(stage, actor.loginId, GIVEN)).toBe('LoggedIn');
  });

  it('is not prolonged by using it', async () => {
    const { id, loginId } = await stage.newcomer();
    await setAgo(id, BARELY);
    expect(await loginOf(stage, loginId, TEMPORARY)).toBe('LoggedIn');
    const [row] = await stage.gateway.query<{ old: boolean }>(
      `SELECT changed_at < now() - interval '29 days' AS old FROM credentials WHERE user_id = $1`,
      [id],
    );
    expect(row).toEqual({ old: true });
  });

  it('cannot be replaced after its end, not even in a session that began before', async () => {
    const { id, loginId, client } = await stage.newcomer();
    await setAgo(id, '2 days');
    await client.login(loginId, TEMPORARY);
    await beside(1, async (strict) => {
      const inTime = strict.client();
      inTime.useBearer(client.bearerToken);
      expect(await changeLogin(inTime, TEMPORARY, LOGIN)).toMatchObject({
        __typename: EXPIRED,
        credential: 'LOGIN_PASSWORD',
      });
      expect(await newestOf({ id })).toBe('SECRET_CHANGE_FAILED TEMPORARY_PASSWORD_EXPIRED');
    });
    expect((await changed(changeLogin(client, TEMPORARY, LOGIN), client)).__typename).toBe(
      'LoginPasswordChanged',
    );
  });

  it('never runs out where the deployment says 0', async () => {
    const { id, loginId } = await stage.newcomer();
    await setAgo(id, '10 years');
    await beside(0, async (lenient) => {
      expect((await lenient.client().login(loginId, TEMPORARY)).__typename).toBe('LoggedIn');
    });
    expect(await loginOf(stage, loginId, TEMPORARY)).toBe(EXPIRED);
  });
});

describe('R6: a temporary login password of staff', () => {
  it('runs out like that of a customer', async () => {
    const id = await idOf(stage.gateway, CLERK);
    const mustChange = (must: boolean): Promise<unknown[]> =>
      stage.gateway.query(
        `UPDATE credentials SET must_change = $2 WHERE user_id = $1 AND kind = 'LOGIN_PASSWORD'`,
        [id, must],
      );
    await setAgo(id, JUST_OVER);
    await mustChange(true);
    expect(await loginOf(stage, CLERK.loginId, CLERK.loginPassword)).toBe(EXPIRED);
    await mustChange(false);
    expect(await loginOf(stage, CLERK.loginId, CLERK.loginPassword)).toBe('LoggedIn');
  });
});

describe('R5: a temporary confirmation password', () => {
  let actor: Actor;
  beforeEach(async () => {
    actor = await stage.settled();
    await reset('confirmation', actor.id);
    await actor.client.login(actor.loginId, LOGIN);
  });

  it('holds for thirty days less a minute', async () => {
    await setAgo(actor.id, BARELY, 'CONFIRMATION_PASSWORD');
    expect((await changeConfirmation(actor.client, GIVEN, FRESH)).__typename).toBe(
      'ConfirmationPasswordChanged',
    );
  });

  it('after thirty days cannot be replaced, and what needs it stays closed until the master gives another', async () => {
    await setAgo(actor.id, JUST_OVER, 'CONFIRMATION_PASSWORD');
    expect(await changeConfirmation(actor.client, GIVEN, FRESH)).toMatchObject({
      __typename: EXPIRED,
      credential: 'CONFIRMATION_PASSWORD',
    });
    expect(await newestOf(actor)).toBe('SECRET_CHANGE_FAILED TEMPORARY_PASSWORD_EXPIRED');
    expect(await errorOf(actor.client, 'sessions')).toBe('ACTION_REQUIRED');
    await reset('confirmation', actor.id);
    await actor.client.login(actor.loginId, LOGIN);
    expect((await changeConfirmation(actor.client, GIVEN, FRESH)).__typename).toBe(
      'ConfirmationPasswordChanged',
    );
  });

  it('confirms no other security answers, in time or not: who finds it with a session learns no way in', async () => {
    const answers = ['ポチ', '田中', '裏山'].map((answer, index) => ({ questionId: index + 1, answer }));
    const registering = { input: { answers, confirmationPassword: GIVEN } };
    expect(await errorOf(actor.client, 'register-security-answers', registering)).toBeNull();
    expect(await errorOf(actor.client, 'register-security-answers', registering)).toBe('ACTION_REQUIRED');
    await setAgo(actor.id, JUST_OVER, 'CONFIRMATION_PASSWORD');
    expect(await errorOf(actor.client, 'register-security-answers', registering)).toBe('ACTION_REQUIRED');
  });

  it('cannot be left out once it has run out', async () => {
    await setAgo(actor.id, JUST_OVER, 'CONFIRMATION_PASSWORD');
    expect(await changeConfirmation(actor.client, undefined, FRESH)).toMatchObject({
      __typename: 'InvalidInput',
      violations: [{ field: 'currentConfirmationPassword', code: 'REQUIRED' }],
    });
  });

  it('that has run out is no way to tell whether a guess is right: a wrong one counts and locks as ever', async () => {
    await setAgo(actor.id, JUST_OVER, 'CONFIRMATION_PASSWORD');
    const guesses: UnionResult[] = [];
    for (let guess = 0; guess < 5; guess += 1) {
      guesses.push(await changeConfirmation(actor.client, WRONG, FRESH));
    }
    expect(kindsOf(guesses)).toEqual([...Array<string>(4).fill('WrongConfirmationPassword'), 'LockedOut']);
    expect((await changeConfirmation(actor.client, GIVEN, FRESH)).__typename).toBe('LockedOut');
  });
});

describe('R5: a password of the owner’s own choice', () => {
  it('of the master never runs out', async () => {
    await setAgo(stage.masterId, '10 years');
    expect((await stage.master.login(MASTER.loginId, MASTER.loginPassword)).__typename).toBe('LoggedIn');
  });

  it('of a general user never runs out', async () => {
    const { id, loginId } = await stage.settled();
    await setAgo(id, '10 years');
    expect(await loginOf(stage, loginId, LOGIN)).toBe('LoggedIn');
  });
});

describe('an attacker learns nothing by temporary passwords that have run out', () => {
  it('a wrong password is answered as that of an unknown login ID, to the lock', async () => {
    const { loginId } = await tooLate();
    const known = await wrongLogins(stage.gateway, loginId, 4);
    const unknown = await wrongLogins(stage.gateway, 'nobody98', 4);
    expect(known).toEqual(unknown);
    expect(kindsOf(known)).toEqual(Array(4).fill('InvalidCredentials'));
    expect(kindsOf(await wrongLogins(stage.gateway, loginId, 1))).toEqual(['LockedOut']);
  });

  it('a locked one is locked, be it right or not, and is not recorded', async () => {
    const actor = await tooLate();
    await wrongLogins(stage.gateway, actor.loginId, 5);
    expect(await loginOf(stage, actor.loginId, TEMPORARY)).toBe('LockedOut');
    expect(await newestOf(actor)).not.toContain('TEMPORARY_PASSWORD_EXPIRED');
  });

  it('a suspended one is suspended, be it right or not', async () => {
    const actor = await tooLate();
    await asMaster('suspend-user', actor.id, {}, 'UserSuspended');
    expect(await loginOf(stage, actor.loginId, TEMPORARY)).toBe('Suspended');
  });

  it('an unfamiliar device is asked nothing, since no answer could let it in', async () => {
    const device = await knownDevice(stage.gateway, ODAWARA);
    const id = await idOf(stage.gateway, ODAWARA);
    await reset('login', id);
    const login = (client: GatewayClient): Promise<UnionResult> => client.loginOnly(ODAWARA.loginId, GIVEN);
    expect((await login(stage.gateway.client())).__typename).toBe('AdditionalAuthenticationRequired');
    await setAgo(id, JUST_OVER);
    const familiar = stage.gateway.client();
    familiar.useDevice(device);
    const [there, here] = [await login(stage.gateway.client()), await login(familiar)];
    expect(there.__typename).toBe(EXPIRED);
    expect(there).toEqual(here);
    expect(await newestOf({ id })).toBe('LOGIN_FAILED TEMPORARY_PASSWORD_EXPIRED');
  });
});

describe('R7: for the ledger a temporary password that has run out is right', () => {
  it('entered again and again it locks nobody out', async () => {
    const { loginId } = await tooLate();
    const entries: string[] = [];
    for (let entry = 0; entry < 12; entry += 1) entries.push(await loginOf(stage, loginId, TEMPORARY));
    expect(new Set(entries)).toEqual(new Set([EXPIRED]));
  });

  it('it clears the failures before it', async () => {
    const { loginId } = await tooLate();
    await wrongLogins(stage.gateway, loginId, 4);
    expect(await loginOf(stage, loginId, TEMPORARY)).toBe(EXPIRED);
    expect(kindsOf(await wrongLogins(stage.gateway, loginId, 4))).toEqual(
      Array(4).fill('InvalidCredentials'),
    );
  });

  it('of twenty at once each is told the same, and nobody is let in', async () => {
    const { loginId } = await tooLate();
    const answers = await Promise.all(Array.from({ length: 20 }, () => loginOf(stage, loginId, TEMPORARY)));
    expect(answers).toEqual(Array(20).fill(EXPIRED));
  });
});
