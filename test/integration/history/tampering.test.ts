import { describeFault } from '../../../src/history/verification/history-fault';
import { emptyChain, linkBehind, type ChainEnd } from '../../../src/history/sealing/chain';
import { seal } from '../../../src/history/sealing/seal';
import { openHistoryStage, ORGANIZATION, OTHER, type HistoryStage } from './history-stage';

let stage: HistoryStage;

/** Ids 1 to 6: the organization's events at positions 1 to 4 are 1, 2, 4 and 6; 3 is another's, 5 the service's. */
beforeEach(async () => {
  stage = await openHistoryStage();
  for (const organization of [ORGANIZATION, ORGANIZATION, OTHER, ORGANIZATION, null, ORGANIZATION]) {
    await stage.append(organization);
  }
  await stage.sealer.sealWaiting();
});
afterEach(() => stage.close());

const REQUEST = '00000000-0000-4000-8000-0000000000aa';
const CUT = 'DELETE FROM history_events WHERE id = 6';
const CUT_LINK = `DELETE FROM history_links WHERE event_id = 6`;
const place = (position: number, eventId: number): object => ({
  chain: ORGANIZATION,
  position,
  eventId: String(eventId),
});

describe('R11/F13: an untouched history', () => {
  it('is intact, chain by chain', async () => {
    const { chains, faults, waiting } = await stage.report();
    expect(chains).toEqual([
      { chain: ORGANIZATION, position: 4, faults: [] },
      { chain: OTHER, position: 1, faults: [] },
      { chain: 'service', position: 1, faults: [] },
    ]);
    expect([faults, waiting]).toEqual([[], 0]);
  });

  it('is intact with heads that were kept outside, while it grows', async () => {
    const anchors = await stage.heads();
    await stage.append(ORGANIZATION);
    await stage.sealer.sealWaiting();
    await stage.append(ORGANIZATION);
    expect(await stage.faults(anchors)).toEqual([]);
    expect((await stage.report()).waiting).toBe(1);
  });
});

describe('R11/F13: change is found and named', () => {
  it.each([
    ['occurred_at', `occurred_at = occurred_at + interval '1 microsecond'`],
    ['type', `type = 'LOGIN_FAILED'`],
    ['organization_id', `organization_id = '${OTHER}'`],
    ['actor_user_id', `actor_user_id = subject_user_id`],
    ['subject_user_id', `subject_user_id = NULL`],
    ['credential_kind', `credential_kind = 'INQUIRY_PIN'`],
    ['ip', `ip = '192.0.2.1/24'`],
    ['user_agent', `user_agent = ''`],
    ['reason', `reason = 'BY_MASTER'`],
    ['object_kind and object_id', `object_kind = 'RECEIPT', object_id = '${REQUEST}'`],
  ])('of %s', async (_column, assignment) => {
    await stage.intrude(`UPDATE history_events SET ${assignment} WHERE id = 2`);
    expect(await stage.faults()).toEqual([{ kind: 'CHANGED', ...place(2, 2) }]);
  });

  it('in every column that there is: none escapes the seal', async () => {
    const rows = await stage.dataSource.query<{ name: string }[]>(
      `SELECT column_name AS name FROM information_schema.columns WHERE table_name = 'history_events' ORDER BY 1`,
    );
    expect(rows.map(({ name }) => name)).toEqual([
      'actor_user_id',
      'credential_kind',
      'id',
      'ip',
      'object_id',
      'object_kind',
      'occurred_at',
      'organization_id',
      'reason',
      'subject_user_id',
      'type',
      'user_agent',
    ]);
  });

  it.each([
    ['is about another one', `object_id = '${ORGANIZATION}'`],
    ['is about something else', `object_kind = 'RECEIPT'`],
    ['is about nothing', `object_kind = NULL, object_id = NULL`],
    ['is about something of no kind', `object_kind = NULL`],
    ['is about something without a name', `object_id = NULL`],
  ])('of an event about a request, which now %s', async (_change, assignment) => {
    await stage.append(ORGANIZATION, {
      type: 'APPROVAL_GRANTED',
      object: { kind: 'APPROVAL_REQUEST', id: REQUEST },
    });
    await stage.sealer.sealWaiting();
    expect(await stage.faults()).toEqual([]);
    await stage.intrude(
      'ALTER TABLE history_events DROP CONSTRAINT history_events_object_whole',
      `UPDATE history_events SET ${assignment} WHERE id = 7`,
    );
    expect(await stage.faults()).toEqual([{ kind: 'CHANGED', ...place(5, 7) }]);
  });

  it('of two events, both', async () => {
    await stage.intrude(`UPDATE history_events SET reason = 'X' WHERE id IN (1, 4)`);
    expect(await stage.faults()).toEqual([
      { kind: 'CHANGED', ...place(1, 1) },
      { kind: 'CHANGED', ...place(3, 4) },
    ]);
  });

  it('of a link, although the chain was computed anew to its end: that needs the key', async () => {
    await rehashFrom(2);
    expect((await stage.faults()).map(({ kind }) => kind)).toEqual([
      'FORGED_LINK',
      'FORGED_LINK',
      'FORGED_LINK',
      'HEAD_FORGED',
    ]);
    expect((await stage.faults())[0]).toEqual({ kind: 'FORGED_LINK', ...place(2, 2) });
  });

  it('even of whoever has the key, by a head that was kept outside', async () => {
    const anchors = await stage.heads();
    await rehashFrom(2, true);
    expect(await stage.faults()).toEqual([]);
    expect(await stage.faults(anchors)).toEqual([
      { kind: 'ANCHOR_CONTRADICTED', chain: ORGANIZATION, position: 4 },
    ]);
  });

  it('of an event that was slipped in beside the seal', async () => {
    await stage.intrude(
      `INSERT INTO history_events (occurred_at, type, organization_id) VALUES (now(), 'SUSPENSION_RELEASED', '${ORGANIZATION}')`,
    );
    expect(await stage.faults()).toEqual([{ kind: 'SLIPPED_IN', chain: ORGANIZATION, eventId: '7' }]);
  });

  it('and a history sealed under another key is not taken for ours', async () => {
    const kinds = (await stage.faults([], seal(Buffer.alloc(32, 8)))).map(({ kind }) => kind);
    expect(new Set(kinds)).toEqual(new Set(['FORGED_LINK', 'HEAD_FORGED', 'TOTALS_FORGED']));
  });
});

describe('R11/F13: loss is found and named', () => {
  it('of an event', async () => {
    await stage.intrude('DELETE FROM history_events WHERE id = 2');
    expect(await stage.faults()).toEqual([{ kind: 'LOST', ...place(2, 2) }]);
  });

  it('of an event with its link', async () => {
    await stage.intrude(
      'DELETE FROM history_events WHERE id = 2',
      'DELETE FROM history_links WHERE event_id = 2',
    );
    expect(await stage.faults()).toEqual([{ kind: 'LINKS_LOST', chain: ORGANIZATION, from: 2, to: 2 }]);
  });

  it('of an event with its link, the later ones moved up', async () => {
    await stage.intrude(
      'DELETE FROM history_events WHERE id = 2',
      'DELETE FROM history_links WHERE event_id = 2',
      `UPDATE history_links SET position = 2 WHERE event_id = 4`,
      `UPDATE history_links SET position = 3 WHERE event_id = 6`,
    );
    expect((await stage.faults())[0]).toEqual({ kind: 'FORGED_LINK', ...place(2, 4) });
  });

  it('of a link alone', async () => {
    await stage.intrude('DELETE FROM history_links WHERE event_id = 2');
    expect(await stage.faults()).toEqual([
      { kind: 'LINKS_LOST', chain: ORGANIZATION, from: 2, to: 2 },
      { kind: 'SLIPPED_IN', chain: ORGANIZATION, eventId: '2' },
    ]);
  });

  it('of a whole chain, head and all', async () => {
    await stage.intrude(
      `DELETE FROM history_events WHERE organization_id = '${OTHER}'`,
      `DELETE FROM history_links WHERE chain = '${OTHER}'`,
      `DELETE FROM history_heads WHERE chain = '${OTHER}'`,
    );
    expect(await stage.faults()).toEqual([{ kind: 'CHAINS_LOST', chains: 1, links: 1 }]);
  });

  it('of everything', async () => {
    await stage.intrude('TRUNCATE history_events, history_links, history_heads');
    expect(await stage.faults()).toEqual([{ kind: 'CHAINS_LOST', chains: 3, links: 6 }]);
  });

  it('of the totals', async () => {
    await stage.intrude('DELETE FROM history_totals');
    expect(await stage.faults()).toEqual([{ kind: 'TOTALS_LOST' }]);
  });

  it('of an event that was not sealed yet', async () => {
    await stage.append(ORGANIZATION);
    await stage.intrude('DELETE FROM history_events WHERE id = 7');
    expect(await stage.faults()).toEqual([{ kind: 'LOST_UNSEALED', eventId: '7' }]);
  });
});

describe('R11/F13: reordering is found and named', () => {
  it('of two events', async () => {
    await stage.intrude(
      'CREATE TEMPORARY TABLE two AS SELECT * FROM history_events WHERE id IN (2, 4)',
      'DELETE FROM history_events WHERE id IN (2, 4)',
      'UPDATE two SET id = 6 - id',
      'INSERT INTO history_events OVERRIDING SYSTEM VALUE TABLE two',
    );
    expect(await stage.faults()).toEqual([
      { kind: 'REORDERED', ...place(2, 2), sealedAt: 3 },
      { kind: 'REORDERED', ...place(3, 4), sealedAt: 2 },
    ]);
  });

  it('of two links', async () => {
    await stage.intrude(
      `UPDATE history_links SET position = position + 100 WHERE event_id IN (2, 4)`,
      `UPDATE history_links SET position = CASE event_id WHEN 2 THEN 3 ELSE 2 END WHERE position > 100`,
    );
    expect((await stage.faults()).slice(0, 2)).toEqual([
      { kind: 'FORGED_LINK', ...place(2, 4) },
      { kind: 'FORGED_LINK', ...place(3, 2) },
    ]);
  });

  it('of which link an event hangs on', async () => {
    await stage.intrude(
      'UPDATE history_links SET event_id = -event_id WHERE event_id IN (2, 4)',
      'UPDATE history_links SET event_id = CASE event_id WHEN -2 THEN 4 ELSE 2 END WHERE event_id < 0',
    );
    expect((await stage.faults())[0]).toEqual({ kind: 'BROKEN_LINK', ...place(2, 4) });
  });
});

describe('R11/F13: cutting off the newest is found and named', () => {
  it('when events and links are gone', async () => {
    await stage.intrude(CUT, CUT_LINK);
    expect(await stage.faults()).toEqual([
      { kind: 'CUT_OFF', chain: ORGANIZATION, from: 4, to: 4, by: 'HEAD' },
    ]);
  });

  it('when the head is gone too', async () => {
    await stage.intrude(CUT, CUT_LINK, `DELETE FROM history_heads WHERE chain = '${ORGANIZATION}'`);
    expect((await stage.faults())[0]).toEqual({ kind: 'HEAD_LOST', chain: ORGANIZATION, position: 3 });
  });

  it('when the head is set back to the link before: its mark is none of a head', async () => {
    await stage.intrude(CUT, CUT_LINK, setHeadBack());
    expect((await stage.faults())[0]).toEqual({ kind: 'HEAD_FORGED', chain: ORGANIZATION, position: 3 });
  });

  it('when an old head was kept and put back: by the totals', async () => {
    const [old] = await stage.heads();
    await stage.append(ORGANIZATION);
    await stage.sealer.sealWaiting();
    await stage.intrude(
      'DELETE FROM history_events WHERE id = 7',
      'DELETE FROM history_links WHERE event_id = 7',
      `UPDATE history_heads SET position = ${String(old?.position)}, hash = decode('${String(old?.hash)}', 'hex'),
              mac = decode('${String(old?.mac)}', 'hex') WHERE chain = '${ORGANIZATION}'`,
    );
    expect(await stage.faults()).toEqual([{ kind: 'CHAINS_LOST', chains: 0, links: 1 }]);
  });

  it('when the whole database was put back to an earlier day: by a head that was kept outside, and by nothing else', async () => {
    await stage.intrude(
      'CREATE TABLE old_heads AS TABLE history_heads',
      'CREATE TABLE old_totals AS TABLE history_totals',
    );
    await stage.append(ORGANIZATION);
    await stage.sealer.sealWaiting();
    const anchors = await stage.heads();
    await stage.intrude(
      'DELETE FROM history_events WHERE id = 7',
      'DELETE FROM history_links WHERE event_id = 7',
      'TRUNCATE history_heads, history_totals',
      'INSERT INTO history_heads TABLE old_heads',
      'INSERT INTO history_totals TABLE old_totals',
    );
    expect(await stage.faults()).toEqual([]);
    expect(await stage.faults(anchors)).toEqual([
      { kind: 'CUT_OFF', chain: ORGANIZATION, from: 5, to: 5, by: 'ANCHOR' },
    ]);
  });

  it('and no mark of ours gets under a head that somebody else has set', async () => {
    await stage.intrude(CUT, CUT_LINK, setHeadBack());
    await stage.append(ORGANIZATION);
    await expect(stage.sealer.sealWaiting()).rejects.toThrow(ORGANIZATION);
    expect((await stage.report()).waiting).toBe(1);
  });
});

describe('the words for a fault', () => {
  it('name chain, position and event', async () => {
    await stage.intrude('DELETE FROM history_events WHERE id = 4');
    expect((await stage.faults()).map(describeFault)).toEqual([
      `chain ${ORGANIZATION}, position 3, event 4: the event is gone`,
    ]);
  });
});

function setHeadBack(): string {
  return `UPDATE history_heads h SET position = k.position, hash = k.hash, mac = k.mac
            FROM history_links k WHERE h.chain = '${ORGANIZATION}' AND k.chain = h.chain AND k.position = 3`;
}

/** Changes the event at a position and computes every link from there anew; with the key, its marks too. */
async function rehashFrom(changed: number, withKey = false): Promise<void> {
  await stage.intrude(`UPDATE history_events SET reason = 'FORGED' WHERE id = ${changed}`);
  const links = await stage.links(ORGANIZATION);
  let end: ChainEnd = links[changed - 2] ?? emptyChain(ORGANIZATION);
  for (const { event, eventId } of links.slice(changed - 1)) {
    if (event === null) throw new Error('the event is there');
    const link = linkBehind(end, event);
    const [mac, headMac] = withKey
      ? [hex(stage.seal.ofLink(link)), hex(stage.seal.ofHead(link))]
      : ['mac', 'mac'];
    await stage.intrude(
      `UPDATE history_links SET digest = ${hex(link.digest)}, hash = ${hex(link.hash)}, mac = ${mac}
        WHERE event_id = ${eventId}`,
      `UPDATE history_heads SET hash = ${hex(link.hash)}, mac = ${headMac} WHERE chain = '${ORGANIZATION}'`,
    );
    end = link;
  }
}

function hex(bytes: string): string {
  return `decode('${bytes}', 'hex')`;
}
