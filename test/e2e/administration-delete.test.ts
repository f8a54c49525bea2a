import { randomUUID } from 'node:crypto';
import type { UnionResult } from '../support/gateway-client';
import { openStage, otherOrganizationsUser, type AdministrationStage } from './administration-stage';

let stage: AdministrationStage;

beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

function remove(userId: string, confirmationPassword = stage.confirmationPassword): Promise<UnionResult> {
  return stage.master.run('delete-user', { input: { userId, confirmationPassword } });
}

describe('R2: the master deletes a general user', () => {
  it('who is gone with his secrets, while the history stays', async () => {
    const userId = await stage.createdId('tsuburo1');
    expect(await remove(userId)).toEqual({ __typename: 'UserDeleted', userId });
    expect(await stage.master.run('user', { id: userId })).toBeNull();
    expect(await stage.gateway.query(`SELECT FROM credentials WHERE user_id = $1`, [userId])).toEqual([]);
    expect(await stage.history(userId)).toEqual(['USER_CREATED', 'USER_DELETED']);
  });

  it('R9: whose sessions end', async () => {
    const userId = await stage.createdId('tsuburo2');
    const client = stage.gateway.client();
    await client.login('tsuburo2', 'Kojiri-20u');
    expect(await client.run('viewer')).toMatchObject({ id: userId });
    await remove(userId);
    expect((await client.runRaw('viewer')).errors).toMatchObject([
      { extensions: { code: 'UNAUTHENTICATED' } },
    ]);
  });

  it('whose login, if under way, gives him nothing', async () => {
    const userId = await stage.createdId('tsuburo8');
    const client = stage.gateway.client();
    await Promise.allSettled([client.login('tsuburo8', 'Kojiri-20u'), remove(userId)]);
    expect(await stage.master.run('user', { id: userId })).toBeNull();
    expect((await client.runRaw('viewer')).errors).toMatchObject([
      { extensions: { code: 'UNAUTHENTICATED' } },
    ]);
  });

  it('whose login ID is like any unknown one then', async () => {
    await remove(await stage.createdId('tsuburo3'));
    const client = stage.gateway.client();
    expect(await client.login('tsuburo3', 'Kojiri-20u')).toEqual(
      await client.login('unknown3', 'Kojiri-20u'),
    );
  });

  it('whose suspension goes too, so that the login ID tells no stranger whose it was', async () => {
    const userId = await stage.createdId('tsuburo4');
    const { confirmationPassword } = stage;
    await stage.master.run('suspend-user', { input: { userId, confirmationPassword } });
    const client = stage.gateway.client();
    expect((await client.login('tsuburo4', 'Kojiri-20u')).__typename).toBe('Suspended');
    await remove(userId);
    expect((await client.login('tsuburo4', 'Kojiri-20u')).__typename).toBe('InvalidCredentials');
  });

  it('whose login ID is free for another', async () => {
    const before = await stage.createdId('tsuburo5');
    await remove(before);
    const after = await stage.createdId('tsuburo5');
    expect(after).not.toBe(before);
    expect((await stage.gateway.client().login('tsuburo5', 'Kojiri-20u')).__typename).toBe('LoggedIn');
  });

  it('once, however often he asks', async () => {
    const userId = await stage.createdId('tsuburo6');
    const results = await Promise.all(Array.from({ length: 5 }, () => remove(userId)));
    expect(results.map(({ __typename }) => __typename).sort()).toEqual([
      ...Array.from({ length: 4 }, () => 'NotFound'),
      'UserDeleted',
    ]);
    expect(await stage.history(userId)).toEqual(['USER_CREATED', 'USER_DELETED']);
  });
});

describe('R3: deleting needs the confirmation password', () => {
  it('a wrong one deletes nobody', async () => {
    const userId = await stage.createdId('tsuburo9');
    expect((await remove(userId, 'Wrong-pw1')).__typename).toBe('WrongConfirmationPassword');
    expect(await stage.master.run('user', { id: userId })).toMatchObject({ id: userId });
  });
});

describe('whom a master cannot delete', () => {
  it('himself', async () => {
    expect(await remove(stage.masterId)).toMatchObject({ __typename: 'NotApplicable', code: 'OWN_ACCOUNT' });
    expect(await stage.master.run('viewer')).toMatchObject({ id: stage.masterId });
  });

  it('another organization’s user, who is not found in the same words as nobody', async () => {
    const stranger = await otherOrganizationsUser(stage.gateway, 'betsudan3');
    const notFound = { __typename: 'NotFound', message: 'There is no such user.' };
    expect(await remove(stranger)).toEqual(notFound);
    expect(await remove(randomUUID())).toEqual(notFound);
    expect(await remove('nobody')).toEqual(notFound);
    expect(await stage.gateway.query(`SELECT id FROM users WHERE id = $1`, [stranger])).toEqual([
      { id: stranger },
    ]);
  });
});

describe('R3, R7: the confirmation password', () => {
  async function refusedAfterOneWrong(settings: NodeJS.ProcessEnv): Promise<readonly string[]> {
    const strict = await openStage({ CONFIRMATION_PASSWORD_FAILURES_PER_LOCKOUT: '1', ...settings });
    try {
      const userId = await strict.createdId('tsuburo7');
      const run = (operation: string, confirmationPassword: string, change: object): Promise<UnionResult> =>
        strict.master.run(operation, { input: { userId, confirmationPassword, ...change } });
      const wrong = await run('delete-user', 'Wrong-pw1', {});
      const deletion = await run('delete-user', strict.confirmationPassword, {});
      const update = await run('update-user', strict.confirmationPassword, { version: 1, name: '円 二郎' });
      // Reading needs no confirmation password, and shows that nothing was changed.
      expect(await strict.master.run('user', { id: userId })).toMatchObject({ name: '湖尻 歩', version: 1 });
      return [wrong, deletion, update].map(({ __typename }) => __typename);
    } finally {
      await strict.close();
    }
  }

  it('locked, refuses even the right one, and nothing is deleted or changed', async () => {
    expect(await refusedAfterOneWrong({})).toEqual(['LockedOut', 'LockedOut', 'LockedOut']);
  });

  it('suspended, refuses likewise', async () => {
    expect(await refusedAfterOneWrong({ CONFIRMATION_PASSWORD_LOCKOUTS_PER_SUSPENSION: '1' })).toEqual([
      'Suspended',
      'Suspended',
      'Suspended',
    ]);
  });
});
