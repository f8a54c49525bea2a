import { openStage, otherOrganizationsUser, type AdministrationStage } from './administration-stage';

let stage: AdministrationStage;

beforeAll(async () => {
  stage = await openStage();
  await stage.createdId('Kana12345', { name: 'ｾﾝｺﾞｸ Hanako', email: 'h.SATO@example.com' });
  await stage.createdId('perc100%', { name: '百 分率', email: 'under_score@example.com' });
  await otherOrganizationsUser(stage.gateway, 'betsudan4');
});
afterAll(() => stage.close());

interface Page {
  readonly totalCount: number;
  readonly edges: readonly { readonly node: { readonly loginId: string } }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

async function page(variables: object): Promise<Page> {
  return (await stage.master.run('users', variables)) as unknown as Page;
}

async function found(search: string): Promise<readonly string[]> {
  const { edges, totalCount } = await page({ search });
  expect(totalCount).toBe(edges.length);
  return edges.map(({ node }) => node.loginId);
}

describe('R5: the master looks a forgotten login ID up', () => {
  it.each([
    ['by a part of the name', '三島', ['mishima2']],
    ['by name, whatever the width of kana', 'センゴク', ['Kana12345']],
    ['by name, whatever the width and case of letters', 'ＨＡＮＡＫＯ', ['Kana12345']],
    ['by e-mail address, whatever the case', 'h.sato@', ['Kana12345']],
    ['by login ID', 'KANA1', ['Kana12345']],
    ['with space around', '  mishima ', ['mishima2']],
    ['not another organization’s', 'betsudan4', []],
    ['not at all, when nobody is like that', '江ノ電', []],
  ])('%s', async (_, search, loginIds) => {
    expect(await found(search)).toEqual(loginIds);
  });

  it.each([
    ['%', ['perc100%']],
    ['％', ['perc100%']],
    ['_', ['perc100%']],
    ['\\', []],
    ["' OR true --", []],
  ])('%s means itself', async (search, loginIds) => {
    expect(await found(search)).toEqual(loginIds);
  });

  it('nothing to search for finds everybody', async () => {
    expect(await found(' ')).toEqual(await found(''));
    expect(await found('')).toHaveLength(6);
  });

  it.each([
    ['with a NUL', '\0'],
    ['longer than any address', 'x'.repeat(255)],
  ])('no search %s', async (_, search) => {
    const { errors } = await stage.master.runRaw('users', { search });
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });

  it('page by page, what is found only', async () => {
    const search = '@example.com';
    const seen: string[] = [];
    let after: string | null = null;
    let more = true;
    while (more && seen.length < 10) {
      const part: Page = await page({ first: 2, after, search });
      expect(part.totalCount).toBe(6);
      seen.push(...part.edges.map(({ node }) => node.loginId));
      ({ hasNextPage: more, endCursor: after } = part.pageInfo);
    }
    expect(seen).toEqual(await found(search));
    expect(new Set(seen).size).toBe(6);
  });

  it.each([{ first: 0 }, { first: 101 }, { after: 'x' }])('no page %j', async (variables) => {
    const { errors } = await stage.master.runRaw('users', variables);
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });
});

describe('one user', () => {
  it('another organization’s and none at all are null alike', async () => {
    const [row] = await stage.gateway.query<{ id: string }>(
      `SELECT id FROM users WHERE login_id = 'betsudan4'`,
    );
    expect(await stage.master.run('user', { id: row?.id })).toBeNull();
    expect(await stage.master.run('user', { id: 'nobody' })).toBeNull();
  });

  it('an identifier that is none names nobody to suspend either', async () => {
    const { confirmationPassword } = stage;
    const input = { userId: 'nobody', confirmationPassword };
    expect((await stage.master.run('suspend-user', { input })).__typename).toBe('NotFound');
  });
});

describe('the organization', () => {
  it('is shown to its master, with its places for general users', async () => {
    expect(await stage.master.run('organization')).toMatchObject({
      name: '関所商事株式会社',
      branchCode: '001',
      accountType: 'ORDINARY',
      accountNumber: '7654321',
      generalUserCount: 5,
      generalUserLimit: 19,
    });
  });
});
