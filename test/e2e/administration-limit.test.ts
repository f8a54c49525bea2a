import { openStage, type AdministrationStage } from './administration-stage';

let stage: AdministrationStage;

beforeAll(async () => {
  stage = await openStage({ GENERAL_USER_LIMIT: '10' });
});
afterAll(() => stage.close());

describe('R2: an organization has so many general users at most', () => {
  it('however many are created at once', async () => {
    const here = (await stage.master.run('organization'))['generalUserCount'] as number;
    const results = await Promise.all(
      Array.from({ length: 30 }, (_, place) => stage.create(`tozan${String(100 + place)}x`)),
    );
    const outcomes = results.map(({ __typename }) => __typename);
    expect(outcomes.filter((one) => one === 'UserCreated')).toHaveLength(10 - here);
    expect(outcomes.filter((one) => one === 'UserLimitReached')).toHaveLength(20 + here);
    expect(await stage.master.run('organization')).toMatchObject({
      generalUserCount: 10,
      generalUserLimit: 10,
    });
  });

  it('the limit is told, in words and as a number', async () => {
    expect(await stage.create('tozan777x')).toEqual({
      __typename: 'UserLimitReached',
      limit: 10,
      message: 'An organization can have at most 10 general users.',
    });
  });

  it('deleting one makes room for another', async () => {
    const users = await stage.master.run('users', { first: 100 });
    const edges = users['edges'] as { node: { id: string; role: string } }[];
    const userId = edges.find(({ node }) => node.role === 'GENERAL')?.node.id;
    const { confirmationPassword } = stage;
    await stage.master.run('delete-user', { input: { userId, confirmationPassword } });
    expect((await stage.create('tozan777x')).__typename).toBe('UserCreated');
  });
});
