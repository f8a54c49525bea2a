import { randomUUID } from 'node:crypto';
import { startGateway, type TestGateway } from '../support/gateway';
import type { GatewayClient } from '../support/gateway-client';
import { wrongLogins } from './support/entries';
import { foreignUser } from './support/foreign-organization';
import { CLERK, idOf, loggedIn, MASTER, MISHIMA, NUMAZU, ODAWARA } from './support/people';

const PAGE = `query ($first: Int, $after: String) { users(first: $first, after: $after) {
  edges { cursor node { id loginId credentials { kind status lockedUntil mustChange } } }
  pageInfo { hasNextPage hasPreviousPage startCursor endCursor } totalCount } }`;

interface Page {
  edges: {
    cursor: string;
    node: { id: string; loginId: string; credentials: { kind: string; status: string }[] };
  }[];
  pageInfo: {
    hasNextPage: boolean;
    hasPreviousPage: boolean;
    startCursor: string | null;
    endCursor: string | null;
  };
  totalCount: number;
}

describe('R5 › reading users', () => {
  let gateway: TestGateway;
  let master: GatewayClient;
  let foreign: string;
  beforeAll(async () => {
    gateway = await startGateway();
    foreign = await foreignUser(gateway);
    master = await loggedIn(gateway, MASTER);
  });
  afterAll(() => gateway.close());

  const page = async (variables: object): Promise<Page> =>
    (await master.send(PAGE, variables)).data?.['users'] as Page;

  it('pages of one lead through everybody of the organization once, and nobody else', async () => {
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const { edges, pageInfo, totalCount }: Page = await page({ first: 1, after });
      expect(totalCount).toBe(4);
      expect(pageInfo.hasPreviousPage).toBe(seen.length > 0);
      expect(pageInfo.startCursor).toBe(edges[0]?.cursor);
      seen.push(...edges.map(({ node }) => node.loginId));
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    } while (after !== null);
    expect([...seen].sort()).toEqual([MASTER, MISHIMA, NUMAZU, ODAWARA].map(({ loginId }) => loginId).sort());
    expect((await page({ first: 4 })).pageInfo.hasNextPage).toBe(false);
  });

  it('shows the state of each credential, never its secret', async () => {
    await wrongLogins(gateway, NUMAZU.loginId, 5);
    const { edges } = await page({});
    const states = (loginId: string): string[] | undefined =>
      edges
        .find(({ node }) => node.loginId === loginId)
        ?.node.credentials.map(({ kind, status }) => `${kind} ${status}`);
    const others = ['CONFIRMATION_PASSWORD ACTIVE', 'SECURITY_ANSWER ACTIVE'];
    expect(states(NUMAZU.loginId)).toEqual(['LOGIN_PASSWORD LOCKED_OUT', ...others]);
    expect(states(ODAWARA.loginId)).toEqual(['LOGIN_PASSWORD ACTIVE', ...others]);
  });

  it.each([
    [{ first: 0 }, 'first'],
    [{ first: -1 }, 'first'],
    [{ first: 101 }, 'first'],
    [{ after: 'nonsense' }, 'after'],
    [{ after: Buffer.from(`2026-01-01T00:00:00.000Z ${'-'.repeat(36)}`).toString('base64url') }, 'after'],
    [
      {
        after: Buffer.from(`+275760-01-01T00:00:00.000Z 0f8fad5b-d9cb-469f-a165-70867728950e`).toString(
          'base64url',
        ),
      },
      'after',
    ],
  ])('refuses %j, naming the argument', async (variables, name) => {
    const { errors } = await master.send(PAGE, variables);
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    expect(errors[0]?.message).toContain(name);
  });

  it('another organization’s user, an unknown one and an impossible one are null alike', async () => {
    for (const id of [foreign, randomUUID(), 'nonsense', '']) {
      const { data, errors } = await master.runRaw('user', { id });
      expect({ data, errors }).toEqual({ data: { user: null }, errors: [] });
    }
    expect(await master.run('user', { id: await idOf(gateway, ODAWARA) })).toMatchObject({
      name: ODAWARA.name,
    });
  });

  it.each([
    ['users', {}],
    ['user', { id: '0f8fad5b-d9cb-469f-a165-70867728950e' }],
    [
      'create-user',
      {
        input: {
          loginId: 'a',
          temporaryLoginPassword: 'b',
          name: 'c',
          email: 'd',
          confirmationPassword: 'e',
        },
      },
    ],
    ['suspend-user', { input: { userId: 'a', confirmationPassword: 'b' } }],
    ['release-suspension', { input: { userId: 'a', confirmationPassword: 'b' } }],
  ])('%s is for the master only', async (operation, variables) => {
    for (const who of [ODAWARA, CLERK]) {
      const { errors } = await (await loggedIn(gateway, who)).runRaw(operation, variables);
      expect(errors).toMatchObject([
        { message: 'You are not permitted to do this.', extensions: { code: 'FORBIDDEN' } },
      ]);
    }
    const stranger = await gateway.client().runRaw(operation, variables);
    expect(stranger.errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
  });
});
