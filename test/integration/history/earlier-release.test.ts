import { createHash } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { emptyChain, linkHash, type ChainEnd } from '../../../src/history/sealing/chain';
import type { Seal } from '../../../src/history/sealing/seal';
import { LetHistoryNameObjects1764700000000 } from '../../../migrations/1764700000000-let-history-name-objects';
import { migrateToLatest } from '../../../src/platform/postgres/migrate';
import { freshDatabase, type TestDatabase } from '../../support/postgres';
import { openHistoryStage, ORGANIZATION, type HistoryStage } from './history-stage';

const REQUEST = '00000000-0000-4000-8000-0000000000aa';

let database: TestDatabase;
let stage: HistoryStage;

beforeEach(async () => {
  database = await freshDatabase();
  stage = await openHistoryStage(Promise.resolve(database));
});
afterEach(() => stage.close());

/** Puts the database back to what the release before events could name objects has made of it. */
async function goBack(dataSource: DataSource): Promise<void> {
  const { name } = LetHistoryNameObjects1764700000000;
  for (;;) {
    const left = await dataSource.query<unknown[]>('SELECT FROM migrations WHERE name = $1', [name]);
    if (left.length === 0) return;
    await dataSource.undoLastMigration();
  }
}

/** Appends an event as that release did. */
async function appendAsBefore(dataSource: DataSource, minute: number, reason: string): Promise<void> {
  await dataSource.query(
    `INSERT INTO history_events
       (occurred_at, type, organization_id, actor_user_id, subject_user_id, credential_kind, ip, user_agent, reason)
     VALUES ('2026-03-01T09:00:00Z'::timestamptz + $1 * interval '1 minute', 'APPROVAL_GRANTED', $2, NULL,
             '00000000-0000-4000-8000-000000000001', NULL, '192.0.2.1', 'a browser', $3)`,
    [minute, ORGANIZATION, reason],
  );
}

interface Waiting {
  readonly id: string;
  readonly columns: readonly (string | null)[];
}

/** Seals what waits as that release did: by docs/history.md of its day, with nothing of the encoding that there is now. */
async function sealAsBefore(dataSource: DataSource, seal: Seal): Promise<void> {
  const waiting = await dataSource.query<Waiting[]>(
    `SELECT id::text, ARRAY[to_char(occurred_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), type,
            organization_id::text, actor_user_id::text, subject_user_id::text, credential_kind, ip::text, user_agent,
            reason] AS columns
       FROM history_events WHERE id IN (SELECT event_id FROM history_unsealed) ORDER BY history_events.id`,
  );
  const [head] = await dataSource.query<ChainEnd[]>(
    `SELECT chain, position::float8 AS position, encode(hash, 'hex') AS hash FROM history_heads WHERE chain = $1`,
    [ORGANIZATION],
  );
  let end: ChainEnd = head ?? emptyChain(ORGANIZATION);
  for (const { id, columns } of waiting) {
    const text = JSON.stringify(['sekisho-event-1', ...columns]);
    const digest = createHash('sha256').update(text).digest('hex');
    end = { chain: ORGANIZATION, position: end.position + 1, hash: linkHash(end, id, digest) };
    await dataSource.query(
      `INSERT INTO history_links (chain, position, event_id, digest, hash, mac)
       VALUES ($1, $2, $3, decode($4, 'hex'), decode($5, 'hex'), decode($6, 'hex'))`,
      [ORGANIZATION, end.position, id, digest, end.hash, seal.ofLink(end)],
    );
  }
  await dataSource.query(
    `INSERT INTO history_heads VALUES ($1, $2, decode($3, 'hex'), decode($4, 'hex'))
     ON CONFLICT (chain) DO UPDATE SET position = excluded.position, hash = excluded.hash, mac = excluded.mac`,
    [ORGANIZATION, end.position, end.hash, seal.ofHead(end)],
  );
  const totals = { chains: 1, links: end.position };
  await dataSource.query(
    `INSERT INTO history_totals (chains, links, mac) VALUES (1, $1, decode($2, 'hex'))
     ON CONFLICT (sole) DO UPDATE SET links = excluded.links, mac = excluded.mac`,
    [totals.links, seal.ofTotals(totals)],
  );
  await dataSource.query('DELETE FROM history_unsealed');
}

function appendAboutRequest(): Promise<void> {
  return stage.append(ORGANIZATION, {
    type: 'APPROVAL_GRANTED',
    object: { kind: 'APPROVAL_REQUEST', id: REQUEST },
  });
}

describe('R11: a history that was sealed before events could name objects', () => {
  let anchors: readonly ChainEnd[];

  beforeEach(async () => {
    const { dataSource, seal } = stage;
    await goBack(dataSource);
    for (const minute of [1, 2, 3]) await appendAsBefore(dataSource, minute, 'TRANSFER');
    await sealAsBefore(dataSource, seal);
    await appendAsBefore(dataSource, 4, 'COLLECTION');
    anchors = await stage.heads();
    await migrateToLatest(database.url);
  });

  it('verifies as before, with the heads that were kept then, and grows on with events that name some', async () => {
    expect(await stage.faults(anchors)).toEqual([]);
    await appendAboutRequest();
    await stage.append(ORGANIZATION);
    expect(await stage.sealer.sealWaiting()).toBe(3);
    expect((await stage.links(ORGANIZATION)).map(({ event }) => event?.objectId)).toEqual([
      null,
      null,
      null,
      null,
      REQUEST,
      null,
    ]);
    expect(await stage.faults(anchors)).toEqual([]);
  });

  it('shows when an object is put into it afterwards', async () => {
    await stage.intrude(
      `UPDATE history_events SET object_kind = 'APPROVAL_REQUEST', object_id = '${REQUEST}' WHERE id = 2`,
    );
    expect(await stage.faults(anchors)).toEqual([
      { kind: 'CHANGED', chain: ORGANIZATION, position: 2, eventId: '2' },
    ]);
  });
});

describe('R11: a gateway of the release before, at work beside this one', () => {
  it('goes on recording, and sealing what names no object', async () => {
    await appendAsBefore(stage.dataSource, 1, 'TRANSFER');
    await sealAsBefore(stage.dataSource, stage.seal);
    await appendAboutRequest();
    expect(await stage.sealer.sealWaiting()).toBe(1);
    expect(await stage.faults()).toEqual([]);
  });

  it('cannot seal an event as if it named nothing; that is left to this one', async () => {
    await appendAboutRequest();
    await expect(sealAsBefore(stage.dataSource, stage.seal)).rejects.toThrow(
      'an event that names an object is sealed by whoever knows of objects',
    );
    expect(await stage.sealer.sealWaiting()).toBe(1);
    expect(await stage.faults()).toEqual([]);
  });
});

describe('R11: what an event is about', () => {
  it.each([
    [`'APPROVAL_REQUEST', NULL`],
    [`NULL, '${REQUEST}'`],
    [`'a word of somebody', '${REQUEST}'`],
    [`'', '${REQUEST}'`],
  ])('is a kind and an identifier of ours, or nothing: not %s', async (object) => {
    await expect(
      stage.dataSource.query(
        `INSERT INTO history_events (occurred_at, type, object_kind, object_id) VALUES (now(), 'X', ${object})`,
      ),
    ).rejects.toThrow('history_events_object_whole');
  });
});
