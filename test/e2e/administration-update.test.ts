import { randomUUID } from 'node:crypto';
import type { UnionResult } from '../support/gateway-client';
import { openStage, otherOrganizationsUser, type AdministrationStage } from './administration-stage';

let stage: AdministrationStage;
let userId: string;
let created = 0;

beforeAll(async () => {
  stage = await openStage({ GENERAL_USER_LIMIT: '100' });
});
afterAll(() => stage.close());
beforeEach(async () => {
  userId = await stage.createdId(`gotemba${String(++created)}x`);
});

function update(change: object, target: object = {}): Promise<UnionResult> {
  const { confirmationPassword } = stage;
  return stage.master.run('update-user', {
    input: { userId, version: 1, confirmationPassword, ...change, ...target },
  });
}

describe('R2: the master changes a general user', () => {
  it('what is given changes, what is left out or null stays', async () => {
    expect(await update({ name: ' 御殿場 峠 ', email: null })).toMatchObject({
      __typename: 'UserUpdated',
      user: { name: '御殿場 峠', email: 'kojiri@example.com', language: 'JA', permissions: [], version: 2 },
    });
    expect(await stage.master.run('user', { id: userId })).toMatchObject({ name: '御殿場 峠', version: 2 });
  });

  it('permissions and limits', async () => {
    const rights = {
      permissions: ['TRANSFER_REQUEST', 'INQUIRY'],
      limits: { transferYen: Number.MAX_SAFE_INTEGER, collectionYen: 0 },
    };
    const changed = await update(rights);
    expect(changed['user']).toMatchObject({
      permissions: ['INQUIRY', 'TRANSFER_REQUEST'],
      limits: { transferYen: Number.MAX_SAFE_INTEGER, collectionYen: 0 },
    });
    expect((await update({ permissions: [] }, { version: 2 }))['user']).toMatchObject({
      permissions: [],
      limits: { transferYen: Number.MAX_SAFE_INTEGER },
    });
  });

  it('never the login ID, the role or the organization', async () => {
    for (const field of ['loginId', 'role', 'organizationId']) {
      const { errors } = await stage.master.runRaw('update-user', {
        input: {
          userId,
          version: 1,
          confirmationPassword: stage.confirmationPassword,
          [field]: 'MASTER',
        },
      });
      expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    }
  });

  it('the history tells particulars, the e-mail address and rights apart', async () => {
    await update({ language: 'EN' });
    await update({ permissions: ['INQUIRY'] }, { version: 2 });
    await update({ name: '御殿場 坂', limits: { transferYen: 1, collectionYen: 1 } }, { version: 3 });
    await update({ email: 'saka@example.com' }, { version: 4 });
    expect(await stage.history(userId)).toEqual([
      'USER_CREATED',
      'USER_UPDATED PROFILE_CHANGED',
      'USER_UPDATED RIGHTS_CHANGED',
      'USER_UPDATED PROFILE_CHANGED',
      'USER_UPDATED RIGHTS_CHANGED',
      'USER_UPDATED EMAIL_CHANGED',
    ]);
  });

  it('a change to what is so already is none', async () => {
    expect(await update({ name: '湖尻 歩' })).toMatchObject({
      __typename: 'UserUpdated',
      user: { version: 1 },
    });
    expect(await stage.history(userId)).toEqual(['USER_CREATED']);
  });

  it('every violation is told at once, and nothing is changed', async () => {
    const result = await update({
      name: '\u202Eevil',
      email: 'nowhere',
      limits: { transferYen: -1, collectionYen: 0 },
    });
    expect(result).toMatchObject({
      __typename: 'InvalidInput',
      violations: [
        { field: 'name', code: 'UNPRINTABLE' },
        { field: 'email', code: 'INVALID_EMAIL' },
        { field: 'limits.transferYen', code: 'NEGATIVE_AMOUNT' },
      ],
    });
    expect(await stage.master.run('user', { id: userId })).toMatchObject({ version: 1 });
  });
});

describe('two administrators at once', () => {
  it('who saw an older version is shown how the user stands now', async () => {
    await update({ name: '御殿場 一' });
    expect(await update({ name: '御殿場 二' })).toMatchObject({
      __typename: 'Conflict',
      user: { name: '御殿場 一', version: 2 },
    });
    expect(await stage.master.run('user', { id: userId })).toMatchObject({ name: '御殿場 一' });
  });

  it('of ten changes to one version, one is made', async () => {
    const results = await Promise.all(
      Array.from({ length: 10 }, (_, place) => update({ name: `御殿場 ${String(place)}` })),
    );
    const outcomes = results.map(({ __typename }) => __typename).sort();
    expect(outcomes).toEqual([...Array.from({ length: 9 }, () => 'Conflict'), 'UserUpdated']);
    expect(await stage.history(userId)).toEqual(['USER_CREATED', 'USER_UPDATED PROFILE_CHANGED']);
  });

  it('a user who is being deleted is changed before or not at all', async () => {
    const { confirmationPassword } = stage;
    const [changed, deleted] = await Promise.all([
      update({ name: '御殿場 終' }),
      stage.master.run('delete-user', { input: { userId, confirmationPassword } }),
    ]);
    expect(deleted.__typename).toBe('UserDeleted');
    expect(['UserUpdated', 'NotFound']).toContain(changed.__typename);
    expect(await stage.master.run('user', { id: userId })).toBeNull();
  });
});

describe('R3: changing needs the confirmation password', () => {
  it('a wrong one changes nothing', async () => {
    const result = await update({ name: '御殿場 偽' }, { confirmationPassword: 'Wrong-pw1' });
    expect(result.__typename).toBe('WrongConfirmationPassword');
    expect(await stage.master.run('user', { id: userId })).toMatchObject({ version: 1 });
  });
});

describe('whom a master cannot change', () => {
  it('another organization’s user is not found, in the same words as nobody', async () => {
    const stranger = await otherOrganizationsUser(stage.gateway, 'betsudan2');
    const notFound = { __typename: 'NotFound', message: 'There is no such user.' };
    expect(await update({ name: '乗取' }, { userId: stranger })).toEqual(notFound);
    expect(await update({ name: '乗取' }, { userId: randomUUID() })).toEqual(notFound);
    expect(await update({ name: '乗取' }, { userId: 'nobody' })).toEqual(notFound);
    expect(await stage.history(stranger)).toEqual([]);
  });

  it('himself, as to permissions and limits; name, e-mail and language he can', async () => {
    const own = { userId: stage.masterId };
    const refused = { __typename: 'NotApplicable', code: 'OWN_ACCOUNT' };
    expect(await update({ permissions: [] }, own)).toMatchObject(refused);
    expect(await update({ limits: { transferYen: 1, collectionYen: 1 } }, own)).toMatchObject(refused);
    expect(await update({ name: '箱根 護', permissions: [] }, own)).toMatchObject(refused);
    expect(await update({ name: '箱根 護', language: 'EN' }, own)).toMatchObject({
      __typename: 'UserUpdated',
      user: { name: '箱根 護', language: 'EN', version: 2 },
    });
  });
});
