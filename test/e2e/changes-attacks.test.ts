import {
  changeConfirmation,
  changed,
  changeLogin,
  codesOf,
  CONFIRMATION,
  errorOf,
  LOGIN,
  loginOf,
  openChanges,
  type Actor,
  type ChangesStage,
} from './changes-stage';

const FRESH = 'Torimachi/6';
const WRONG = 'Kuwagata,8n';

let stage: ChangesStage;

beforeAll(async () => {
  stage = await openChanges();
});
afterAll(() => stage.close());

async function hashesOf({ id }: Actor): Promise<Readonly<Record<string, string>>> {
  const rows = await stage.gateway.query<{ kind: string; hash: string }>(
    `SELECT kind, secret_hash AS hash FROM credentials WHERE user_id = $1 AND secret_hash IS NOT NULL`,
    [id],
  );
  return Object.fromEntries(rows.map(({ kind, hash }) => [kind, hash]));
}

describe('R7: guessing the password in force by changing it', () => {
  it('counts as at login: the fifth wrong login password locks it, the right one is refused too', async () => {
    const actor = await stage.settled();
    const ends = [];
    for (let guess = 0; guess < 5; guess++)
      ends.push((await changeLogin(actor.client, WRONG, FRESH)).__typename);
    expect(ends).toEqual([...Array<string>(4).fill('WrongLoginPassword'), 'LockedOut']);
    expect(await changeLogin(actor.client, LOGIN, FRESH)).toMatchObject({ __typename: 'LockedOut' });
    expect(await loginOf(stage, actor.loginId, LOGIN)).toBe('LockedOut');
    expect((await stage.history(actor.id)).slice(-2)).toEqual(
      expect.arrayContaining(['LOCKED_OUT TOO_MANY_FAILURES']),
    );
  });

  it('shares one budget with the login', async () => {
    const { client, loginId } = await stage.settled();
    for (let guess = 0; guess < 2; guess++) await loginOf(stage, loginId, WRONG);
    for (let guess = 0; guess < 2; guess++) await changeLogin(client, WRONG, FRESH);
    expect(await changeLogin(client, WRONG, FRESH)).toMatchObject({ __typename: 'LockedOut' });
  });

  it('of confirmation locks the confirmation password and leaves the login working', async () => {
    const { client, loginId } = await stage.settled();
    for (let guess = 0; guess < 4; guess++) await changeConfirmation(client, WRONG, FRESH);
    expect(await changeConfirmation(client, WRONG, FRESH)).toMatchObject({ __typename: 'LockedOut' });
    expect(await loginOf(stage, loginId, LOGIN)).toBe('LoggedIn');
  });

  it('is recorded without what was tried', async () => {
    const { client, id } = await stage.settled();
    const { text } = await client.runRaw('change-login-password', {
      input: { currentLoginPassword: WRONG, newLoginPassword: FRESH },
    });
    expect(text).not.toMatch(/Kuwagata|Torimachi/);
    expect((await stage.history(id)).at(-1)).toBe('SECRET_CHANGE_FAILED');
  });

  it('is not to be had by the dozen in one request', async () => {
    const { client } = await stage.settled();
    const input = { currentLoginPassword: WRONG, newLoginPassword: FRESH };
    const { errors } = await client.send(
      `mutation ($input: ChangeLoginPasswordInput!) {
         a: changeLoginPassword(input: $input) { __typename }
         b: changeLoginPassword(input: $input) { __typename }
       }`,
      { input },
    );
    expect(errors).toMatchObject([{ extensions: { code: 'TOO_MANY_SECRETS' } }]);
  });

  it('costs nothing as long as the new one cannot be accepted anyway', async () => {
    const { client } = await stage.settled();
    for (let slip = 0; slip < 6; slip++) {
      expect(codesOf(await changeLogin(client, WRONG, 'abc123'))).toEqual(['newLoginPassword EASY_TO_GUESS']);
    }
    expect(await changeLogin(client, LOGIN, FRESH)).toMatchObject({ __typename: 'LoginPasswordChanged' });
  });
});

describe('guessing one password by changing the other to it', () => {
  it('tells nothing to whoever has not proved the one that is changed', async () => {
    const { client } = await stage.settled();
    expect(await changeLogin(client, WRONG, CONFIRMATION)).toMatchObject({
      __typename: 'WrongLoginPassword',
    });
  });

  it('ends with the changes that a user may make within a day', async () => {
    const strict = await openChanges({ PASSWORD_CHANGES_PER_DAY: '2' });
    try {
      // Settling compared once already: the confirmation password with the login password.
      const { client } = await strict.settled();
      await changed(changeLogin(client, LOGIN, FRESH), client);
      expect(await changeLogin(client, FRESH, CONFIRMATION)).toMatchObject({
        __typename: 'TooManyChanges',
        retryAfterSeconds: expect.any(Number) as number,
      });
      expect(await errorOf(client, 'viewer')).toBeNull();
    } finally {
      await strict.close();
    }
  });
});

describe('changes that meet', () => {
  it('of one password: exactly one wins, and its password is in force', async () => {
    const { client, loginId } = await stage.settled();
    const proposals = ['Torimachi/1', 'Torimachi/2', 'Torimachi/3', 'Torimachi/4', 'Torimachi/5'];
    const answers = await Promise.all(
      proposals.map((proposal) =>
        client.runRaw('change-login-password', {
          input: { currentLoginPassword: LOGIN, newLoginPassword: proposal },
        }),
      ),
    );
    const winners = proposals.filter((_, place) => answers[place]?.text.includes('"LoginPasswordChanged"'));
    expect(winners).toHaveLength(1);
    expect(await loginOf(stage, loginId, winners[0] ?? '')).toBe('LoggedIn');
  });

  it('of both passwords never make them equal', async () => {
    for (let round = 0; round < 5; round++) {
      const actor = await stage.settled();
      const before = await hashesOf(actor);
      await Promise.all([
        actor.client.runRaw('change-login-password', {
          input: { currentLoginPassword: LOGIN, newLoginPassword: FRESH },
        }),
        actor.client.runRaw('change-confirmation-password', {
          input: { currentConfirmationPassword: CONFIRMATION, newConfirmationPassword: FRESH },
        }),
      ]);
      const after = await hashesOf(actor);
      expect(Object.keys(after).filter((kind) => after[kind] !== before[kind])).toHaveLength(1);
    }
  });
});
