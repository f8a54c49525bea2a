import {
  demoUser,
  idOf,
  openStage,
  otherOrganizationsUser,
  type AdministrationStage,
} from './administration-stage';

let stage: AdministrationStage;

beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

describe('R2: the master creates general users', () => {
  it('with permissions and limits', async () => {
    const id = await stage.createdId('sengoku1', {
      permissions: ['TRANSFER_APPROVE', 'INQUIRY', 'INQUIRY'],
      limits: { transferYen: 5_000_000_000, collectionYen: 1 },
    });
    expect(await stage.master.run('user', { id })).toMatchObject({
      role: 'GENERAL',
      loginId: 'sengoku1',
      permissions: ['INQUIRY', 'TRANSFER_APPROVE'],
      limits: { transferYen: 5_000_000_000, collectionYen: 1 },
      version: 1,
    });
  });

  it('with no permission and no limit unless given', async () => {
    const id = await stage.createdId('gora2345');
    expect(await stage.master.run('user', { id })).toMatchObject({
      permissions: [],
      limits: { transferYen: 0, collectionYen: 0 },
    });
  });

  it('with passwords that their owner must change, the confirmation password if given', async () => {
    const withBoth = await stage.createdId('miyano12', { temporaryConfirmationPassword: 'Dogashima~6' });
    const withOne = await stage.createdId('yumoto12', { temporaryConfirmationPassword: null });
    expect((await stage.master.run('user', { id: withBoth }))['credentials']).toMatchObject([
      { kind: 'LOGIN_PASSWORD', mustChange: true },
      { kind: 'CONFIRMATION_PASSWORD', mustChange: true },
    ]);
    expect((await stage.master.run('user', { id: withOne }))['credentials']).toMatchObject([
      { kind: 'LOGIN_PASSWORD', mustChange: true },
    ]);
  });

  it('who can log in with the temporary password', async () => {
    await stage.create('tonosawa9');
    expect(await stage.gateway.client().login('tonosawa9', 'Kojiri-20u')).toMatchObject({
      __typename: 'LoggedIn',
    });
  });

  it('which the history tells', async () => {
    expect(await stage.history(await stage.createdId('ohira123'))).toEqual(['USER_CREATED']);
  });
});

describe('R1: what is wrong is told at once, by field', () => {
  it('over login ID, both passwords, profile and limits', async () => {
    const result = await stage.create('kowaki77', {
      temporaryLoginPassword: 'kowaki77',
      temporaryConfirmationPassword: 'short',
      name: '湖尻\r\nBcc: x@example.com',
      email: '"a\nb"@example.com',
      limits: { transferYen: -1, collectionYen: -1 },
    });
    expect(result.__typename).toBe('InvalidInput');
    const violations = result['violations'] as { field: string; code: string }[];
    expect(violations.map(({ field, code }) => `${field} ${code}`)).toEqual(
      expect.arrayContaining([
        'temporaryLoginPassword SAME_AS_LOGIN_ID',
        'temporaryConfirmationPassword TOO_SHORT',
        'name UNPRINTABLE',
        'email INVALID_EMAIL',
        'limits.transferYen NEGATIVE_AMOUNT',
        'limits.collectionYen NEGATIVE_AMOUNT',
      ]),
    );
  });

  it('the two temporary passwords differ', async () => {
    const result = await stage.create('kowaki77', { temporaryConfirmationPassword: 'Kojiri-20u' });
    expect(result['violations']).toMatchObject([
      { field: 'temporaryConfirmationPassword', code: 'SAME_AS_LOGIN_PASSWORD' },
    ]);
  });

  it('a login ID is unique in the whole service', async () => {
    await otherOrganizationsUser(stage.gateway, 'betsudan1');
    const result = await stage.create('betsudan1');
    expect(result['violations']).toMatchObject([{ field: 'loginId', code: 'TAKEN' }]);
  });

  it('a slip in the form costs no attempt at the confirmation password', async () => {
    await stage.create('kowaki77', { name: '', confirmationPassword: 'Wrong-pw1' });
    expect(await stage.history(stage.masterId)).not.toContain('CONFIRMATION_FAILED');
  });
});

describe('R3: creating needs the confirmation password', () => {
  it('a wrong one changes nothing', async () => {
    const result = await stage.create('kowaki78', { confirmationPassword: 'Wrong-pw1' });
    expect(result.__typename).toBe('WrongConfirmationPassword');
    await expect(idOf(stage.gateway, 'kowaki78')).rejects.toThrow();
  });
});

describe('mass assignment', () => {
  it.each([
    ['role', 'MASTER'],
    ['organizationId', '00000000-0000-4000-8000-000000000000'],
    ['id', '00000000-0000-4000-8000-000000000000'],
    ['version', 9],
  ])('%s cannot be given', async (field, value) => {
    const answer = await stage.master.runRaw('create-user', {
      input: {
        loginId: 'kowaki79',
        temporaryLoginPassword: 'Kojiri-20u',
        name: '湖尻 歩',
        email: 'kojiri@example.com',
        confirmationPassword: stage.confirmationPassword,
        [field]: value,
      },
    });
    expect(answer.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    await expect(idOf(stage.gateway, 'kowaki79')).rejects.toThrow();
  });

  it('a limit is whole yen', async () => {
    const answer = await stage.master.runRaw('create-user', {
      input: {
        loginId: 'kowaki79',
        temporaryLoginPassword: 'Kojiri-20u',
        name: '湖尻 歩',
        email: 'kojiri@example.com',
        confirmationPassword: stage.confirmationPassword,
        limits: { transferYen: 0.5, collectionYen: 0 },
      },
    });
    expect(answer.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });
});

describe('nobody but the master administers', () => {
  it.each(['GENERAL', 'STAFF'] as const)('not %s', async (role) => {
    const { loginId, loginPassword } = demoUser(role);
    const client = stage.gateway.client();
    await client.login(loginId, loginPassword);
    const userId = await idOf(stage.gateway, loginId);
    const input = { userId, confirmationPassword: 'x' };
    for (const [operation, variables] of [
      ['users', {}],
      ['user', { id: userId }],
      ['organization', {}],
      ['update-user', { input: { ...input, version: 1 } }],
      ['delete-user', { input }],
    ] as const) {
      const { errors } = await client.runRaw(operation, variables);
      expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    }
  });
});
