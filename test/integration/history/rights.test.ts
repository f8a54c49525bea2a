import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { openHistoryStage, ORGANIZATION, type HistoryStage } from './history-stage';

let stage: HistoryStage;
let client: Client;

beforeEach(async () => {
  stage = await openHistoryStage();
  await stage.append(ORGANIZATION);
  await stage.sealer.sealWaiting();
  await stage.append(ORGANIZATION);
  client = new Client({ connectionString: stage.url });
  await client.connect();
});
afterEach(async () => {
  await client.end();
  await stage.close();
});

const REFUSED = [
  `UPDATE history_events SET type = 'X'`,
  'DELETE FROM history_events',
  'TRUNCATE history_events',
  'UPDATE history_links SET position = position + 1',
  'DELETE FROM history_links',
  'TRUNCATE history_links',
  'DELETE FROM history_heads',
  'TRUNCATE history_heads',
  'DELETE FROM history_totals',
  'TRUNCATE history_totals',
];

describe('R11: the history is append-only', () => {
  it.each(REFUSED)('a trigger refuses %s, whoever asks', async (statement) => {
    await expect(client.query(statement)).rejects.toThrow('is append-only');
  });

  it.each([
    'UPDATE history_heads SET position = position',
    'UPDATE history_totals SET links = links, chains = chains',
  ])('a trigger refuses %s: heads and totals only grow', async (statement) => {
    await expect(client.query(statement)).rejects.toThrow('only grows');
  });

  it('nobody has the right to change or remove, the owner neither', async () => {
    const { rows } = await client.query(
      `SELECT c.relname, held.privilege_type
         FROM pg_class c, aclexplode(coalesce(c.relacl, acldefault('r', c.relowner))) held
        WHERE c.relname IN ('history_events', 'history_links')
          AND held.privilege_type IN ('UPDATE', 'DELETE', 'TRUNCATE')`,
    );
    expect(rows).toEqual([]);
  });
});

describe('the role of docs/history.md', () => {
  const ROLE = 'sekisho_gateway';

  beforeEach(async () => {
    await client.query(`CREATE ROLE ${ROLE}`);
    await client.query(grantsOfDocument());
    await client.query(`SET ROLE ${ROLE}`);
  });
  afterEach(async () => {
    await client.query('RESET ROLE');
    await client.query(`DROP OWNED BY ${ROLE}`);
    await client.query(`DROP ROLE ${ROLE}`);
  });

  it('can append, and do what sealing does', async () => {
    await client.query(`INSERT INTO history_events (occurred_at, type) VALUES (now(), 'LOGIN_FAILED')`);
    await client.query(
      `INSERT INTO history_links SELECT 'service', 1, 3, digest, hash, mac FROM history_links LIMIT 1`,
    );
    await client.query('UPDATE history_heads SET position = position + 1');
    await client.query('UPDATE history_totals SET links = links + 1');
    const { rowCount } = await client.query('DELETE FROM history_unsealed WHERE event_id = 3');
    expect(rowCount).toBe(1);
  });

  it.each([
    ...REFUSED,
    'ALTER TABLE history_events DISABLE TRIGGER ALL',
    'DROP TABLE history_events',
    `SET session_replication_role = 'replica'`,
  ])('cannot %s', async (statement) => {
    await expect(client.query(statement)).rejects.toThrow(/permission denied|must be owner/);
  });
});

function grantsOfDocument(): string {
  const text = readFileSync(join(__dirname, '..', '..', '..', 'docs', 'history.md'), 'utf8');
  const [, sql] = /```sql\n([^`]+)```/.exec(text) ?? [];
  if (sql === undefined) throw new Error('docs/history.md shows no grants');
  return sql;
}
