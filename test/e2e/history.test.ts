import { randomUUID } from 'node:crypto';
import { decodeJwt } from 'jose';
import { startGateway, type TestGateway } from '../support/gateway';
import type { GatewayClient } from '../support/gateway-client';
import { approvalStage } from './support/approvals';
import { Clerk } from './support/paper';
import { inquire } from './support/pins';
import { CLERK, idOf, loggedIn, MASTER, MISHIMA, ODAWARA } from './support/people';
import { foreignUser } from './support/foreign-organization';
import { wrongLogins } from './support/entries';

interface Person {
  readonly id: string;
  readonly name: string | null;
}
interface Node {
  readonly id: string;
  readonly at: string;
  readonly type: string;
  readonly actor: Person | null;
  readonly subject: Person | null;
  readonly credential: string | null;
  readonly ip: string | null;
  readonly device: string | null;
  readonly reason: string | null;
  readonly object: { readonly kind: string; readonly id: string } | null;
}
interface Page {
  readonly edges: readonly { readonly cursor: string; readonly node: Node }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly endCursor: string;
  };
}

let gateway: TestGateway;
let master: GatewayClient;
let odawara: GatewayClient;
let odawaraId: string;
let foreignId: string;

beforeAll(async () => {
  gateway = await startGateway({ SESSION_SINGLE: 'off' });
  master = await loggedIn(gateway, MASTER);
  odawara = await loggedIn(gateway, ODAWARA);
  odawaraId = await idOf(gateway, ODAWARA);
  foreignId = await foreignUser(gateway);
  await gateway.query(
    `INSERT INTO history_events (occurred_at, type, organization_id, actor_user_id, subject_user_id, ip)
     SELECT date_trunc('milliseconds', now()), 'LOGIN_SUCCEEDED', organization_id, id, id, '192.0.2.9' FROM users WHERE id = $1`,
    [foreignId],
  );
});
afterAll(() => gateway.close());

async function history(client: GatewayClient, variables: object = {}): Promise<Page> {
  return (await client.run('operation-history', { first: 100, ...variables })) as unknown as Page;
}

async function nodes(client: GatewayClient, variables: object = {}): Promise<readonly Node[]> {
  return (await history(client, variables)).edges.map(({ node }) => node);
}

describe('R11: a master sees his organization’s history', () => {
  it('with who, whom, when, from where, newest first', async () => {
    const [newest] = await nodes(master, { types: ['LOGIN_SUCCEEDED'], subjectUserId: odawaraId });
    expect(newest).toMatchObject({
      type: 'LOGIN_SUCCEEDED',
      actor: { id: odawaraId, name: ODAWARA.name },
      subject: { id: odawaraId, name: ODAWARA.name },
      ip: '127.0.0.1',
      reason: null,
      object: null,
    });
    const times = (await nodes(master)).map(({ at }) => at);
    expect(times).toEqual([...times].sort().reverse());
    expect(Date.now() - Date.parse(times[0] ?? '')).toBeLessThan(600_000);
  });

  it('names the device by its families only', async () => {
    const client = gateway.client({
      'accept-language': 'en',
      'user-agent':
        'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/126.0.0.0 Safari/537.36 <b>x</b>',
    });
    await client.login(MISHIMA.loginId, 'Chigau-0ne');
    const [failed] = await nodes(master, { types: ['LOGIN_FAILED'] });
    expect(failed?.device).toBe('Chrome on Windows');
  });

  it('of everybody in it, and of nobody else’s', async () => {
    const subjects = new Set((await nodes(master)).map(({ subject }) => subject?.id));
    expect(subjects).toContain(odawaraId);
    expect(subjects).not.toContain(foreignId);
    expect(await nodes(master, { subjectUserId: foreignId })).toEqual([]);
  });

  it('keeps the identifier of a deleted user, whose name is gone', async () => {
    const gone = randomUUID();
    await gateway.query(
      `INSERT INTO history_events (occurred_at, type, organization_id, subject_user_id)
       SELECT '2026-01-01T00:00:00Z', 'USER_DELETED', organization_id, $2 FROM users WHERE id = $1`,
      [odawaraId, gone],
    );
    expect((await nodes(master, { subjectUserId: gone })).map(({ subject }) => subject)).toEqual([
      { id: gone, name: null },
    ]);
  });

  it('does not learn the name of a bank clerk who acted', async () => {
    const clerkId = await idOf(gateway, CLERK);
    await gateway.query(
      `INSERT INTO history_events (occurred_at, type, organization_id, actor_user_id, subject_user_id)
       SELECT '2026-01-02T00:00:00Z', 'SUSPENSION_RELEASED', organization_id, $2, id FROM users WHERE id = $1`,
      [odawaraId, clerkId],
    );
    const [released] = await nodes(master, { types: ['SUSPENSION_RELEASED'] });
    expect(released?.actor).toEqual({ id: clerkId, name: null });
  });
});

describe('R11: a general user sees his own history', () => {
  it('what happened to him and what he did, and nothing else', async () => {
    const mishimaId = await idOf(gateway, MISHIMA);
    await gateway.query(
      `INSERT INTO history_events (occurred_at, type, organization_id, actor_user_id, subject_user_id)
       SELECT '2026-01-03T00:00:00Z', 'USER_UPDATED', organization_id, id, $2 FROM users WHERE id = $1`,
      [odawaraId, mishimaId],
    );
    const seen = await nodes(odawara);
    expect(seen.length).toBeGreaterThan(1);
    expect(seen.filter(({ actor, subject }) => actor?.id !== odawaraId && subject?.id !== odawaraId)).toEqual(
      [],
    );
    expect((await nodes(odawara, { subjectUserId: mishimaId })).map(({ type }) => type)).toEqual([
      'USER_UPDATED',
    ]);
  });

  it('each event once, over pages of one', async () => {
    const whole = await nodes(odawara);
    const paged: string[] = [];
    let after: string | null = null;
    for (;;) {
      const page: Page = await history(odawara, { first: 1, after });
      paged.push(...page.edges.map(({ node }) => node.id));
      expect(page.pageInfo.hasPreviousPage).toBe(after !== null);
      if (!page.pageInfo.hasNextPage) break;
      after = page.pageInfo.endCursor;
    }
    expect(paged).toEqual(whole.map(({ id }) => id));
    expect(new Set(paged).size).toBe(paged.length);
  });
});

describe('R11: staff see the history of the paper procedures', () => {
  it('of every organization, and nothing else', async () => {
    const clerk = await loggedIn(gateway, CLERK);
    await gateway.query(
      `INSERT INTO history_events (occurred_at, type, organization_id, reason)
       SELECT '2026-01-04T00:00:00Z', 'PAPER_RECEIVED', organization_id, 'OF_PAPER' FROM users WHERE id IN ($1, $2)`,
      [odawaraId, foreignId],
    );
    const { data } = await clerk.send('{ operationHistory { edges { node { reason } } } }');
    expect(data?.['operationHistory']).toEqual({
      edges: [{ node: { reason: 'OF_PAPER' } }, { node: { reason: 'OF_PAPER' } }],
    });
  });
});

describe('R11: what an event is about', () => {
  const newest = async (client: GatewayClient, type: string): Promise<Node['object'] | undefined> =>
    (await nodes(client, { types: [type], first: 1 }))[0]?.object;

  it('is the request, to its requester, to who approved it and to their master', async () => {
    const stage = await approvalStage(gateway);
    const first = await stage.waiting();
    const second = await stage.waiting();
    await stage.approver.approve(first);
    const object = { kind: 'APPROVAL_REQUEST', id: first.id };
    for (const member of [stage.requester, stage.approver, stage.master]) {
      expect(await newest(member.client, 'APPROVAL_GRANTED')).toEqual(object);
    }
    expect(await newest(stage.master.client, 'APPROVAL_REQUESTED')).toEqual({ ...object, id: second.id });
    expect(await nodes(stage.colleague.client, { types: ['APPROVAL_GRANTED'] })).toEqual([]);
  });

  it('is the receipt, to who authorised and to his master', async () => {
    const { receipt } = await inquire(master);
    const { jti } = decodeJwt(receipt as string);
    expect(await newest(master, 'INQUIRY_AUTHORIZED')).toEqual({ kind: 'RECEIPT', id: jti });
  });

  it('is the form, to staff; to the organization whose form it is, that is the bank’s own', async () => {
    const clerk = await Clerk.at(gateway, 1);
    const id = await clerk.received('RELEASE_PIN_SUSPENSION');
    expect(await newest(clerk.client, 'PAPER_RECEIVED')).toEqual({ kind: 'PAPER_PROCEDURE', id });
    const [seen] = await nodes(master, { types: ['PAPER_RECEIVED'], first: 1 });
    expect(seen).toMatchObject({ reason: 'RELEASE_PIN_SUSPENSION', object: null });
  });
});

describe('R11: filters', () => {
  it('by time take in the first instant and leave the last one out', async () => {
    const all = await nodes(master);
    const [to, from] = [all[0]?.at, all.at(-1)?.at];
    const within = await nodes(master, { from, to });
    expect(within.map(({ at }) => at)).toContain(from);
    expect(within.map(({ at }) => at)).not.toContain(to);
  });

  it('by type find these types only', async () => {
    await wrongLogins(gateway, ODAWARA.loginId, 1);
    const found = await nodes(master, { types: ['LOGIN_FAILED'] });
    expect(found.length).toBeGreaterThan(0);
    expect(new Set(found.map(({ type }) => type))).toEqual(new Set(['LOGIN_FAILED']));
    expect(await nodes(master, { types: [] })).toEqual([]);
  });

  it.each([
    ['first', { first: 0 }],
    ['first', { first: 101 }],
    ['after', { after: 'nonsense' }],
  ])('that make no sense are refused: %s', async (name, variables) => {
    const { errors } = await master.runRaw('operation-history', variables);
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    expect(errors[0]?.message).toContain(name);
  });

  it('by what is no identifier find nothing', async () => {
    expect(await nodes(master, { subjectUserId: `' OR true --` })).toEqual([]);
  });
});

describe('R11: a running gateway', () => {
  it('seals what it has recorded', async () => {
    for (;;) {
      const [row] = await gateway.query<{ waiting: string }>(
        'SELECT count(*) AS waiting FROM history_unsealed',
      );
      if (row?.waiting === '0') break;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    const [links] = await gateway.query<{ all: boolean }>(
      'SELECT (SELECT count(*) FROM history_links) = (SELECT count(*) FROM history_events) AS all',
    );
    expect(links?.all).toBe(true);
  });
});

describe('R11: while a newer gateway runs beside this one', () => {
  it('events of types that this one does not know are left out, and hide no others', async () => {
    await gateway.query(
      `INSERT INTO history_events (occurred_at, type, organization_id)
       SELECT now() + interval '1 day', 'FROM_THE_FUTURE', organization_id FROM users WHERE id = $1`,
      [odawaraId],
    );
    expect((await history(master, { first: 2 })).edges).toHaveLength(2);
  });

  it('events about things that this one does not know are shown without them', async () => {
    await gateway.query(
      `INSERT INTO history_events (occurred_at, type, organization_id, object_kind, object_id)
       SELECT now() + interval '1 day', 'USER_UPDATED', organization_id, 'FROM_THE_FUTURE', id FROM users WHERE id = $1`,
      [odawaraId],
    );
    expect((await nodes(master, { first: 1 }))[0]).toMatchObject({ type: 'USER_UPDATED', object: null });
  });
});

describe('R11: the history is nobody’s', () => {
  it('without a session', async () => {
    const { errors } = await gateway.client().runRaw('operation-history');
    expect(errors[0]?.extensions.code).toBe('UNAUTHENTICATED');
  });

  it('while something is required of the user first', async () => {
    await gateway.query(`UPDATE credentials SET must_change = true WHERE user_id = $1`, [odawaraId]);
    const { errors } = await odawara.runRaw('operation-history');
    await gateway.query(`UPDATE credentials SET must_change = false WHERE user_id = $1`, [odawaraId]);
    expect(errors[0]?.extensions.code).toBe('ACTION_REQUIRED');
  });

  it('and shows no login ID and no secret', async () => {
    const { text } = await master.runRaw('operation-history', { first: 100 });
    const secrets = [MASTER, ODAWARA, MISHIMA].flatMap(({ loginId, loginPassword, confirmationPassword }) => [
      loginId,
      loginPassword,
      confirmationPassword,
    ]);
    expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
  });
});
