import { createHash } from 'node:crypto';
import { demoUser } from './administration-stage';
import { errorOf, openChanges, type ChangesStage } from './changes-stage';
import type { GatewayClient } from '../support/gateway-client';

interface Listed {
  readonly id: string;
  readonly current: boolean;
  readonly createdAt: string;
  readonly lastUsedAt: string;
}

let stage: ChangesStage;
const general = demoUser('GENERAL');

beforeAll(async () => {
  stage = await openChanges({ SESSION_SINGLE: 'off' });
});
afterAll(() => stage.close());

async function session(): Promise<{ readonly client: GatewayClient; readonly token: string }> {
  const client = stage.gateway.client();
  const { sessionToken } = await client.login(general.loginId, general.loginPassword);
  return { client, token: String(sessionToken) };
}

async function sessionsOf(client: GatewayClient): Promise<readonly Listed[]> {
  return (await client.run('sessions')) as unknown as readonly Listed[];
}

function end(client: GatewayClient, sessionId: string | undefined): ReturnType<GatewayClient['run']> {
  return client.run('end-session', { input: { sessionId } });
}

describe('R9: a user’s own sessions', () => {
  it('are listed oldest first, the one that asks marked', async () => {
    const { client: first } = await session();
    const before = (await sessionsOf(first)).length;
    const { client: second } = await session();
    const listed = await sessionsOf(second);
    expect(listed.map(({ current }) => current)).toEqual([...Array<boolean>(before).fill(false), true]);
    expect(listed.map(({ createdAt }) => createdAt)).toEqual(listed.map(({ createdAt }) => createdAt).sort());
  });

  it('never show others’', async () => {
    const { client } = await session();
    const own = (await sessionsOf(client)).map(({ id }) => id);
    expect((await sessionsOf(stage.master)).filter(({ id }) => own.includes(id))).toEqual([]);
  });

  it('go by names that are neither the token nor what the store keeps of it', async () => {
    const { client, token } = await session();
    const secret = Buffer.from(token, 'base64url').subarray(16);
    const stored = createHash('sha256').update(secret).digest('base64url');
    const current = (await sessionsOf(client)).find((listed) => listed.current);
    expect(current?.id).toMatch(/^[\w-]{22}$/);
    expect(token).not.toContain(current?.id);
    expect(stored).not.toContain(current?.id);
    client.useBearer(current?.id ?? null);
    expect(await errorOf(client, 'viewer')).toBe('UNAUTHENTICATED');
  });

  it('can be ended one by one', async () => {
    const { client: lost } = await session();
    const { client } = await session();
    const lostId = (await sessionsOf(lost)).find(({ current }) => current)?.id;
    expect(await end(client, lostId)).toEqual({ __typename: 'SessionEnded', sessionId: lostId });
    expect(await errorOf(lost, 'viewer')).toBe('UNAUTHENTICATED');
    expect(await errorOf(client, 'viewer')).toBeNull();
    expect((await sessionsOf(client)).map(({ id }) => id)).not.toContain(lostId);
  });

  it('are not found a second time, nor by others', async () => {
    const { client } = await session();
    const { client: other } = await session();
    const otherId = (await sessionsOf(other)).find(({ current }) => current)?.id;
    expect(await end(stage.master, otherId)).toEqual({
      __typename: 'NotFound',
      message: 'There is no such session.',
    });
    expect(await errorOf(other, 'viewer')).toBeNull();
    await end(client, otherId);
    expect(await end(client, otherId)).toMatchObject({ __typename: 'NotFound' });
  });

  it('may end with the one that asks', async () => {
    const { client } = await session();
    const own = (await sessionsOf(client)).find(({ current }) => current)?.id;
    expect(await end(client, own)).toMatchObject({ __typename: 'SessionEnded' });
    expect(await errorOf(client, 'viewer')).toBe('UNAUTHENTICATED');
  });

  it('ended are recorded', async () => {
    const { client } = await session();
    const own = (await sessionsOf(client)).find(({ current }) => current)?.id;
    await end(client, own);
    const [user] = await stage.gateway.query<{ id: string }>(`SELECT id FROM users WHERE login_id = $1`, [
      general.loginId,
    ]);
    expect((await stage.history(user?.id ?? '')).at(-1)).toBe('SESSION_ENDED BY_OWNER');
  });

  it('are nobody’s without a session', async () => {
    const stranger = stage.gateway.client();
    expect(await errorOf(stranger, 'sessions')).toBe('UNAUTHENTICATED');
    expect(await errorOf(stranger, 'end-session', { input: { sessionId: 'x' } })).toBe('UNAUTHENTICATED');
  });
});
